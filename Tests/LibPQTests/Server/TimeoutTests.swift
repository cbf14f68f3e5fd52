import LibPQ
import TestSupport
import Testing

@Suite struct TimeoutTests {
  @Test func theServerStopsAShortTimeoutAndTheConnectionStays() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let before = try await pool.execute(.backend)[0].decode(Int32.self, at: 0)
        let error = await #expect(throws: ConnectionError.self) {
          try await pool.execute(.sleep, timeout: .milliseconds(50))
        }
        #expect(error?.kind == .timedOut && error?.statement == "sleep" && error?.outcomeIsUnknown == false)
        #expect(try await pool.execute(.backend)[0].decode(Int32.self, at: 0) == before)
        let setting = Statement("setting", "select current_setting('statement_timeout')")
        #expect(try await pool.execute(setting)[0].decode(String.self, at: 0) == "30s")
      }
    }
  }

  @Test func aLongTimeoutRunsBesideTheSharedConnections() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
        $0.connection.statementTimeout = .seconds(20)
      } _: { pool in
        try await pool.withConnection { holder in
          try await holder.execute(.lock)
          async let long = pool.execute(.lock, timeout: .seconds(60))
          try await database.waitForBlockedSessions(1)
          // Would time out behind the long one if they shared a connection.
          #expect(try await pool.execute(.one, timeout: .seconds(5)).count == 1)
          try await holder.execute(Statement("unlock", "select pg_advisory_unlock(1)"))
          #expect(try await long.count == 1)
        }
      }
    }
  }

  @Test func inATransactionTheTimeoutIsTheStatements() async throws {
    try await withDatabase(.empty) { database in
      let setting = Statement("setting", "select current_setting('statement_timeout')")
      func shown(_ executor: some StatementExecutor, _ timeout: Duration?) async throws -> String {
        try await executor.execute(setting, timeout: timeout)[0].decode(String.self, at: 0)
      }
      try await database.pool.withConnection { connection in
        try await connection.withTransaction { transaction in
          #expect(try await shown(transaction, .seconds(7)) == "7s")
          #expect(try await shown(transaction, nil) == "30s")
          #expect(try await shown(transaction, .minutes(2)) == "2min")
          try await transaction.executeScript("select 1", timeout: .seconds(9))
          #expect(try await shown(transaction, .seconds(9)) == "9s")
        }
        #expect(try await shown(connection, nil) == "30s")
        try await connection.executeScript("select 1")
        #expect(try await shown(connection, nil) == "30s")
      }
      await expectError(ConnectionError.Kind.timedOut) {
        try await database.pool.withTransaction { try await $0.execute(.sleep, timeout: .milliseconds(20)) }
      }
      await expectError(ConnectionError.Kind.timedOut) {
        try await database.pool.withConnection {
          try await $0.executeScript("select pg_sleep(60)", timeout: .milliseconds(20))
        }
      }
    }
  }

  @Test func aSilentServerIsLeftAndReplaced() async throws {
    try await withDatabase(.empty) { database in
      let proxy = try FaultyProxy(to: database.connectionString)
      defer { proxy.close() }
      try await database.withPool {
        $0.connection.options = proxy.options
        $0.connection.statementTimeout = .milliseconds(100)
        $0.connection.connectTimeout = .seconds(5)
        $0.sharedConnections = 1
      } _: { pool in
        _ = try await pool.execute(.one)
        try await pool.withTransaction { _ = try await $0.execute(.one) }
        proxy.fail(.swallowReplies)
        for isShared in [true, false] {
          let error = await #expect(throws: ConnectionError.self) {
            if isShared {
              try await pool.execute(.one)
            } else {
              try await pool.withTransaction { try await $0.execute(.one) }
            }
          }
          #expect(error?.kind == .timedOut && error?.outcomeIsUnknown == true)
        }
        proxy.fail(.none)
        #expect(try await pool.execute(.one).count == 1)
        #expect(try await pool.withTransaction { try await $0.execute(.one).count } == 1)
      }
    }
  }

  @Test func aSharedCallerThatIsCancelledGoesAtOnce() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        try await database.pool.withConnection { holder in
          try await holder.execute(.lock)
          let task = Task { try await pool.execute(.lockInTransaction) }
          try await database.waitForBlockedSessions(1)
          task.cancel()
          await #expect(throws: CancellationError.self) { try await task.value }
          // Its unit still runs, and those behind it wait for it.
          async let behind = pool.execute(.one)
          try await database.waitForBlockedSessions(1)
          try await holder.execute(Statement("unlock", "select pg_advisory_unlock(1)"))
          #expect(try await behind.count == 1)
        }
      }
    }
  }
}

extension Duration {
  fileprivate static func minutes(_ minutes: Int) -> Duration { .seconds(60 * minutes) }
}
