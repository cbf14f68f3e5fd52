import TestSupport
import Testing

@testable import LibPQ

@Suite struct ReconnectTests {
  private static let terminate = Statement("terminate", "select pg_terminate_backend($1::int4)")

  @Test func aKilledSessionIsReplaced() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let backend = try await pool.execute(.backend)[0].decode(Int32.self, at: 0)
        // The killer gets no answer from the dead: only the session itself says why.
        let error = await #expect(throws: ConnectionError.self) {
          try await pool.execute(Self.terminate, backend)
        }
        #expect(error?.kind == .connectionLost && error?.sqlState == .adminShutdown)
        #expect(error?.outcomeIsUnknown == true && error?.statement == "terminate")
        #expect(try await pool.execute(.backend)[0].decode(Int32.self, at: 0) != backend)
      }
    }
  }

  @Test(.timeLimit(.minutes(10))) func anIdleSessionThatIsKilledIsNoticed() async throws {
    try await withDatabase(.empty) { database in
      let connection = try await Connection.open(ConnectionConfiguration(database.connectionString))
      try await database.pool.execute(Self.terminate, await connection.backendID)
      // Nothing is sent: the loop hears of it by itself.
      while await connection.isUsable { await Task.yield() }
      let error = await #expect(throws: ConnectionError.self) { try await connection.execute(.one) }
      #expect(error?.kind == .closed && error?.sqlState == .adminShutdown)
    }
  }

  @Test(.timeLimit(.minutes(10))) func aConnectionThatNobodyHoldsIsClosed() async throws {
    try await withDatabase(.empty) { database in
      var connection: Connection? = try await Connection.open(
        ConnectionConfiguration(database.connectionString))
      let backend = await connection!.backendID
      try await connection!.execute(.one)
      connection = nil
      while try await database.count("select count(*) from pg_stat_activity where pid = \(backend)") > 0 {}
    }
  }

  @Test func everybodyUnderWayIsTold() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let backend = try await pool.execute(.backend)[0].decode(Int32.self, at: 0)
        try await database.pool.withConnection { holder in
          try await holder.execute(.lock)
          let tasks = (0..<10).map { _ in Task { try await pool.execute(.lockInTransaction) } }
          try await database.waitForBlockedSessions(1)
          try await holder.execute(Self.terminate, backend)
          for task in tasks {
            await expectError(ConnectionError.Kind.connectionLost) { try await task.value }
          }
        }
        #expect(try await pool.execute(.one).count == 1)
      }
    }
  }

  @Test func aTransactionLosesItsConnection() async throws {
    try await withDatabase(.empty) { database async throws in
      await expectError(ConnectionError.Kind.connectionLost) {
        try await database.pool.withTransaction { transaction in
          let backend = try await transaction.execute(.backend)[0].decode(Int32.self, at: 0)
          try await transaction.execute(Self.terminate, backend)
        }
      }
      #expect(try await database.pool.withTransaction { try await $0.execute(.one).count } == 1)
    }
  }

  @Test func aDeadFirstHostIsPassedBy() async throws {
    try await withDatabase(.empty) { database in
      let silent = try FaultyProxy(to: database.connectionString)
      defer { silent.close() }
      silent.fail(.swallowReplies)
      let real = try FaultyProxy(to: database.connectionString)
      defer { real.close() }
      var configuration = ConnectionConfiguration(database.connectionString)
      configuration.connectTimeout = .seconds(2)
      configuration.options = [
        "host": "127.0.0.1,localhost,\(silent.options["host"]!),\(real.options["host"]!)", "port": "1",
      ]
      let connection = try await Connection.open(configuration)
      #expect(try await connection.execute(.one).count == 1)
      await connection.close()
      await expectError(ConnectionError.Kind.closed) { try await connection.execute(.one) }
    }
  }

  @Test func theServerMustBeWhatIsAskedFor() async throws {
    try await withDatabase(.empty) { database in
      var configuration = ConnectionConfiguration(database.connectionString)
      configuration.options = ["target_session_attrs": "standby"]
      await expectError(ConnectionError.Kind.connectionFailed) {
        try await Connection.open(configuration)
      }
      for attributes in ["prefer-standby", "read-write", "primary"] {
        configuration.options = ["target_session_attrs": attributes]
        let connection = try await Connection.open(configuration)
        #expect(await connection.serverVersion >= 140_000)
        await connection.close()
      }
    }
  }

  @Test func aServerThatHasBecomeReadOnlyIsLeft() async throws {
    try await withDatabase(.empty) { database in
      try await database.script("create table t (a int8)")
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let backend = try await pool.execute(.backend)[0].decode(Int32.self, at: 0)
        try await pool.execute(Statement("demote", "set default_transaction_read_only = on"))
        await expectError(SQLState.readOnlyTransaction) {
          try await pool.execute(Statement("write", "insert into t values (1)"))
        }
        #expect(try await pool.execute(.backend)[0].decode(Int32.self, at: 0) != backend)
      }
    }
  }
}
