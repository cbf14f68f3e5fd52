import LibPQ
import TestSupport
import Testing

@Suite struct PoolTests {
  @Test func runsStatements() async throws {
    try await withDatabase(.empty) { database in
      let rows = try await database.pool.execute(Statement("add", "select $1::int8 + $2::int8 as sum"), 1, 2)
      #expect(try rows[0].decode(Int64.self, "sum") == 3)
      try await database.pool.withConnection { try await $0.executeScript("create table t (a int8); insert into t values (1)") }
      try await database.pool.withTransaction { transaction in
        try await transaction.execute(Statement("insert", "insert into t values ($1)"), 2)
      }
      let count = try await database.pool.execute(Statement("count", "select count(*) from t"))
      #expect(try count[0].decode(Int.self, at: 0) == 2)
    }
  }
}
