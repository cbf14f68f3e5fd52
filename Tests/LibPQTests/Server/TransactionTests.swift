import LibPQ
import TestSupport
import Testing

@Suite struct TransactionTests {
  private struct Failure: Error {}
  private static let insert = Statement("insert", "insert into t values ($1)")
  private static let fail = Statement("fail", "select 1/0")

  private func withTable(_ body: (TestDatabase) async throws -> Void) async throws {
    try await withDatabase(.empty) { database in
      try await database.script("create table t (a int8 primary key deferrable initially deferred)")
      try await body(database)
    }
  }

  @Test func commitsWhenTheBodyReturns() async throws {
    try await withTable { database in
      let result = try await database.pool.withTransaction { transaction in
        async let first = transaction.execute(Self.insert, 1)
        async let second = transaction.execute(Self.insert, 2)
        try await transaction.pipeline([Self.insert.with(3), Self.insert.with(4)])
        return try await first.affected + second.affected
      }
      #expect(result == 2)
      #expect(try await database.count("select count(*) from t") == 4)
    }
  }

  @Test func rollsBackWhenTheBodyThrows() async throws {
    try await withTable { database async throws in
      await #expect(throws: Failure.self) {
        try await database.pool.withTransaction { transaction in
          try await transaction.execute(Self.insert, 1)
          throw Failure()
        }
      }
      await expectError(SQLState(rawValue: "22012")) {
        try await database.pool.withTransaction { transaction in
          try await transaction.pipeline([Self.insert.with(1), Self.fail.with()])
        }
      }
      #expect(try await database.count("select count(*) from t") == 0)
    }
  }

  @Test func aSwallowedErrorIsNoCommit() async throws {
    try await withTable { database async throws in
      await expectError(ConnectionError.Kind.rolledBack) {
        try await database.pool.withTransaction { transaction in
          try await transaction.execute(Self.insert, 1)
          _ = try? await transaction.execute(Self.fail)
        }
      }
      #expect(try await database.count("select count(*) from t") == 0)
    }
  }

  @Test func anErrorOfCommitIsThrown() async throws {
    try await withTable { database async throws in
      await expectError(SQLState.uniqueViolation) {
        try await database.pool.withTransaction { transaction in
          try await transaction.execute(Self.insert, 1)
          try await transaction.execute(Self.insert, 1)
        }
      }
      #expect(try await database.count("select count(*) from t") == 0)
    }
  }

  @Test func optionsReachTheServer() async throws {
    try await withTable { database in
      let show = Statement(
        "show",
        "select current_setting('transaction_isolation') || ' ' || current_setting('transaction_read_only')")
      for (options, expected) in [
        (TransactionOptions.readCommitted, "read committed off"), (.repeatableRead, "repeatable read off"),
        (.serializable, "serializable off"), (.readOnly, "read committed on"),
      ] {
        let shown = try await database.pool.withTransaction(options) { transaction in
          try await transaction.execute(show)[0].decode(String.self, at: 0)
        }
        #expect(shown == expected)
      }
      await expectError(SQLState.readOnlyTransaction) {
        try await database.pool.withTransaction(.readOnly) { try await $0.execute(Self.insert, 1) }
      }
    }
  }

  @Test func savepointsUndoOnlyThemselves() async throws {
    try await withTable { database in
      try await database.pool.withTransaction { transaction in
        try await transaction.execute(Self.insert, 1)
        await expectError(SQLState(rawValue: "22012")) {
          try await transaction.withSavepoint { inner in
            try await inner.execute(Self.insert, 2)
            try await inner.withSavepoint { try await $0.execute(Self.insert, 3) }
            try await inner.execute(Self.fail)
          }
        }
        try await transaction.withSavepoint { try await $0.execute(Self.insert, 4) }
      }
      #expect(try await database.count("select sum(a)::int8 from t") == 5)
    }
  }

  @Test func aTransactionIsOnlyValidInItsBody() async throws {
    try await withTable { database in
      let leaked = try await database.pool.withTransaction { $0 }
      await expectError(ConnectionError.Kind.misuse) { try await leaked.execute(Self.insert, 1) }
      try await database.pool.withConnection { connection in
        try await connection.withTransaction { transaction in
          try await transaction.execute(Self.insert, 1)
          await expectError(ConnectionError.Kind.misuse) { try await connection.execute(.one) }
          await expectError(ConnectionError.Kind.misuse) {
            try await connection.withTransaction { try await $0.execute(.one) }
          }
        }
        #expect(try await connection.execute(.one).count == 1)
      }
      #expect(try await database.count("select count(*) from t") == 1)
    }
  }

  @Test func scriptsTakePart() async throws {
    try await withTable { database async throws in
      await #expect(throws: Failure.self) {
        try await database.pool.withTransaction { transaction in
          try await transaction.executeScript("insert into t values (1); insert into t values (2)")
          try await transaction.execute(Self.insert, 3)
          throw Failure()
        }
      }
      #expect(try await database.count("select count(*) from t") == 0)
      await expectError(ConnectionError.Kind.misuse) {
        try await database.pool.withTransaction {
          try await $0.executeScript("insert into t values (9); commit")
        }
      }
    }
  }

  @Test func aLostReplyToCommitIsItsOwnError() async throws {
    try await withTable { database in
      let proxy = try FaultyProxy(to: database.connectionString)
      defer { proxy.close() }
      try await database.withPool {
        $0.connection.options = proxy.options
      } _: { pool in
        let error = await #expect(throws: ConnectionError.self) {
          try await pool.withTransaction { transaction in
            try await transaction.execute(Self.insert, 1)
            proxy.fail(.cutAtNextReply)
          }
        }
        #expect(error?.kind == .commitOutcomeUnknown && error?.outcomeIsUnknown == true)
      }
      #expect(try await database.count("select count(*) from t") == 1)
    }
  }

  @Test func cancellationRollsBackAndFreesTheLocks() async throws {
    try await withTable { database in
      try await database.pool.withConnection { holder in
        try await holder.execute(.lock)
        let task = Task { [pool = database.pool] in
          try await pool.withTransaction { transaction in
            try await transaction.execute(Self.insert, 1)
            try await transaction.execute(.lockInTransaction)
          }
        }
        try await database.waitForBlockedSessions(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        // The server has stopped the statement: nobody waits for the lock any more.
        try await database.waitForBlockedSessions(0)
      }
      #expect(try await database.count("select count(*) from t") == 0)
    }
  }

  @Test func aCancelledTaskDoesNotCommit() async throws {
    try await withTable { database async throws in
      let task = Task { [pool = database.pool] in
        try await pool.withTransaction { transaction in
          try await transaction.execute(Self.insert, 1)
          withUnsafeCurrentTask { $0?.cancel() }
        }
      }
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await database.count("select count(*) from t") == 0)
    }
  }
}
