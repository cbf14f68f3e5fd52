import LibPQ
import Synchronization
import TestSupport
import Testing

@Suite struct PoolTests {
  private final class Gauge: Sendable {
    private let counts = Mutex((now: 0, most: 0))
    var most: Int { counts.withLock(\.most) }

    func enter() {
      counts.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
    }

    func leave() { counts.withLock { $0.now -= 1 } }
  }

  @Test func noMoreConnectionsThanAllowed() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.exclusiveConnections = 3
      } _: { pool in
        let lent = Gauge()
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<30 {
            group.addTask {
              try await pool.withTransaction { transaction in
                lent.enter()
                defer { lent.leave() }
                try await transaction.execute(.one)
              }
            }
          }
        }
        #expect(lent.most <= 3)
        let sessions = "select count(*) from pg_stat_activity where datname = current_database()"
        // Three of this pool, at most two of the one that asks.
        #expect(try await database.count(sessions) <= 5)
      }
    }
  }

  @Test func waitingHasAnEnd() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.exclusiveConnections = 1
        $0.waitTimeout = .seconds(2)
      } _: { pool in
        // Connected beforehand, however long that takes on a busy machine.
        try await whenConnected { try await pool.execute(.one) }
        try await whenConnected { try await pool.withTransaction { try await $0.execute(.one) } }
        try await pool.withConnection { _ async throws in
          await expectError(ConnectionError.Kind.poolExhausted) { try await pool.withConnection { _ in } }
          #expect(try await pool.execute(.one).count == 1)
        }
        try await whenConnected { try await pool.withConnection { _ in } }
      }
    }
  }

  private func whenConnected<Output>(_ body: () async throws -> Output) async throws {
    while true {
      do {
        _ = try await body()
        return
      } catch ConnectionError.Kind.poolExhausted {
        try Task.checkCancellation()
      }
    }
  }

  @Test func whoWaitsMayGiveUp() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.exclusiveConnections = 1
        $0.waitTimeout = .seconds(60)
      } _: { pool in
        try await pool.withConnection { _ in
          let waiting = Task { try await pool.withConnection { _ in } }
          waiting.cancel()
          await #expect(throws: CancellationError.self) { try await waiting.value }
        }
      }
    }
  }

  @Test func aServerThatIsNotThereIsSaidSo() async throws {
    var configuration = PoolConfiguration("host=/nonexistent dbname=d")
    configuration.waitTimeout = .milliseconds(100)
    let pool = Pool(configuration)
    let error = await #expect(throws: ConnectionError.self) { try await pool.execute(.one) }
    #expect(error?.kind == .connectionFailed)
    #expect(error?.reason.contains("/nonexistent") == true)
    await pool.close()
  }

  @Test func aBrokenConfigurationIsSaidAtOnce() async throws {
    let pool = Pool(PoolConfiguration("nonsense"))
    await expectError(ConnectionError.Kind.invalidConfiguration) { try await pool.execute(.one) }
    await pool.close()
  }

  @Test func sessionsAreHandedOverClean() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.exclusiveConnections = 1
        $0.connection.sessionSettings = ["lock_timeout": "7s"]
      } _: { pool in
        let state = Statement(
          "state",
          """
          select current_setting('lock_timeout') || ' ' || current_setting('work_mem') = '7s 4MB'
            and current_setting('statement_timeout') = '30s' and to_regclass('pg_temp.t') is null
            and not exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid())
            and not exists (select from pg_listening_channels()) as clean
          """)
        try await pool.withConnection { connection in
          try await connection.executeScript(
            """
            set lock_timeout = '1s'; set work_mem = '64MB'; create temp table t (); listen x;
            select pg_advisory_lock(1);
            """)
          #expect(try await connection.execute(state)[0].decode(Bool.self, "clean") == false)
        }
        try await pool.withConnection { connection async throws in
          #expect(try await connection.execute(state)[0].decode(Bool.self, "clean"))
        }
        // An open transaction cannot be cleaned away: another session takes over.
        try await pool.withConnection { try await $0.executeScript("begin; create table left_behind ()") }
        try await pool.withConnection { connection async throws in
          #expect(try await connection.execute(state)[0].decode(Bool.self, "clean"))
        }
        #expect(try await database.count("select count(*) from pg_class where relname = 'left_behind'") == 0)
      }
    }
  }

  @Test func aClosedPoolRefuses() async throws {
    try await withDatabase(.empty) { database in
      let pool = Pool(PoolConfiguration(database.connectionString))
      try await pool.execute(.one)
      await pool.close()
      await expectError(ConnectionError.Kind.poolClosed) { try await pool.execute(.one) }
      await expectError(ConnectionError.Kind.poolClosed) { try await pool.withConnection { _ in } }
      await pool.close()
    }
  }

  @Test func closingWaitsForWhatIsUnderWay() async throws {
    try await withDatabase(.empty) { database in
      let pool = Pool(PoolConfiguration(database.connectionString))
      try await database.pool.withConnection { holder in
        try await holder.execute(.lock)
        async let locked = pool.withTransaction { try await $0.execute(.lockInTransaction).count }
        try await database.waitForBlockedSessions(1)
        async let closed: Void = pool.close(grace: .seconds(60))
        try await holder.execute(Statement("unlock", "select pg_advisory_unlock(1)"))
        #expect(try await locked == 1)
        await closed
      }
    }
  }

  @Test func closingDoesNotWaitForEver() async throws {
    try await withDatabase(.empty) { database in
      let pool = Pool(PoolConfiguration(database.connectionString))
      try await database.pool.withConnection { holder in
        try await holder.execute(.lock)
        let locked = Task {
          try await pool.withTransaction { try await $0.execute(.lockInTransaction).count }
        }
        try await database.waitForBlockedSessions(1)
        await pool.close(grace: .milliseconds(10))
        await expectError(ConnectionError.Kind.connectionLost) { try await locked.value }
      }
    }
  }

  @Test func runEndsWithItsTask() async throws {
    try await withDatabase(.empty) { database in
      let pool = Pool(PoolConfiguration(database.connectionString))
      try await pool.execute(.one)
      let running = Task { await pool.run() }
      running.cancel()
      await running.value
      await expectError(ConnectionError.Kind.poolClosed) { try await pool.execute(.one) }
    }
  }
}
