import LibPQ
import TestSupport
import Testing

/// Statements on shared, pipelined connections.
@Suite struct UnitTests {
  @Test func manyCallersShareAConnection() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let double = Statement("double", "select $1::int8 * 2, pg_backend_pid()")
        let backends = try await withThrowingTaskGroup(of: Int32.self) { group in
          for number in 0..<500 {
            group.addTask {
              let row = try await pool.execute(double, number)[0]
              #expect(try row.decode(Int.self, at: 0) == number * 2)
              return try row.decode(Int32.self, at: 1)
            }
          }
          return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(backends.count == 1)
      }
    }
  }

  @Test func aFailureDisturbsNoNeighbour() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let divide = Statement("divide", "select 100 / $1::int8 as result")
        let broken = Statement("broken", "select nonsense")
        let outcomes = await withTaskGroup(of: String.self) { group in
          for number in 0..<300 {
            group.addTask {
              do {
                if number % 3 == 1 { try await pool.execute(broken) }
                let row = try await pool.execute(divide, number % 3)[0]
                return "\(try row.decode(Int.self, "result"))"
              } catch let error as PostgresError {
                return "\(error.sqlState) \(error.statement ?? "")"
              } catch {
                return "\(error)"
              }
            }
          }
          return await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(outcomes == ["22012 divide": 100, "42703 broken": 100, "50": 100])
      }
    }
  }

  @Test func aUnitIsOneTransaction() async throws {
    try await withDatabase(.empty) { database in
      try await database.script("create table t (a int8 primary key)")
      let insert = Statement("insert", "insert into t values ($1) returning a, txid_current()")
      let answers = try await database.pool.executeUnit([insert.with(1), insert.with(2)])
      #expect(try answers.map { try $0[0].decode(Int.self, "a") } == [1, 2])
      #expect(Set(try answers.map { try $0[0].decode(Int.self, "txid_current") }).count == 1)
      #expect(answers[0].affected == 1 && answers[0].commandTag == "INSERT 0 1")
      let error = await #expect(throws: PostgresError.self) {
        try await database.pool.executeUnit([insert.with(3), insert.with(1), insert.with(4)])
      }
      #expect(error?.sqlState == .uniqueViolation && error?.constraint == "t_pkey" && error?.table == "t")
      #expect(error?.statement == "insert")
      #expect(try await database.count("select count(*) from t") == 2)
    }
  }

  @Test func anErrorAtCommitIsTheCallers() async throws {
    try await withDatabase(.empty) { database in
      try await database.script(
        "create table t (a int8 references t deferrable initially deferred, b int8 primary key)")
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool async throws in
        let insert = Statement("insert", "insert into t values ($1, $2)")
        async let good = pool.execute(insert, 1, 1)
        async let after = pool.execute(.one)
        await expectError(SQLState.foreignKeyViolation) { try await pool.execute(insert, 99, 2) }
        #expect(try await good.affected == 1)
        #expect(try await after.count == 1)
        #expect(try await database.count("select count(*) from t") == 1)
      }
    }
  }

  @Test func whatTheServerForgotIsPreparedAgain() async throws {
    try await withDatabase(.empty) { database in
      try await database.script("create table t (a int4); insert into t values (1)")
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        let read = Statement("read", "select * from t")
        let write = Statement("write", "insert into t values ($1)")
        #expect(try await pool.execute(read)[0].decode(Int32.self, "a") == 1)
        try await pool.execute(Statement("forget", "deallocate all"))
        #expect(try await pool.execute(read).count == 1)
        try await database.script("alter table t alter a type int8")
        #expect(try await pool.execute(read)[0].decode(Int64.self, "a") == 1)
        try await pool.executeUnit([write.with(2), read.with()])
        try await pool.execute(Statement("forget", "deallocate all"))
        // Many at once, of which the first to fail must not be sent twice.
        try await withThrowingDiscardingTaskGroup { group in
          for number in 0..<50 {
            group.addTask { try await pool.executeUnit([write.with(number), read.with()]) }
          }
        }
        #expect(try await database.count("select count(*) from t") == 52)
      }
    }
  }

  @Test func withoutNamesNothingIsPrepared() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.connection.preparedStatements = false
        $0.sharedConnections = 1
      } _: { pool in
        let count = Statement("count", "select count(*) from pg_prepared_statements where $1")
        for _ in 0..<3 { #expect(try await pool.execute(count, true)[0].decode(Int.self, at: 0) == 0) }
        try await pool.withTransaction { transaction async throws in
          #expect(try await transaction.execute(count, true)[0].decode(Int.self, at: 0) == 0)
        }
      }
      #expect(try await database.count("select count(*) from pg_prepared_statements") > 0)
    }
  }

  @Test func copyInAUnitIsRefusedAndTheConnectionReplaced() async throws {
    try await withDatabase(.empty) { database in
      try await database.script("create table t (a int8)")
      await #expect(throws: ConnectionError.self) {
        try await database.pool.execute(Statement("copy", "copy t from stdin"))
      }
      #expect(try await database.count("select 1") == 1)
    }
  }

  @Test func anEmptyAnswerIsEmpty() async throws {
    try await withDatabase(.empty) { database in
      await expectError(ConnectionError.Kind.misuse) { try await database.pool.executeUnit([]) }
      let rows = try await database.pool.execute(Statement("none", "select 1 as a where false"))
      #expect(rows.isEmpty && rows.affected == 0 && rows.columnNames == ["a"])
      #expect(try await database.pool.execute(Statement("empty", "")).isEmpty)
    }
  }
}
