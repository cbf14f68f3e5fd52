import LibPQ
import TestSupport
import Testing

@Suite("A database for every test")
struct WithDatabaseTests {
  @Test(arguments: DatabaseTemplate.allCases)
  func eachTestHasItsOwn(template: DatabaseTemplate) async throws {
    try await withThrowingTaskGroup { group in
      for _ in 0..<4 {
        group.addTask {
          try await withDatabase(template) { database in
            // Fails in the second one that sees the table of another.
            try await database.pool.execute(Statement("mine", "create table mine ()"))
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func isDroppedAlsoWhenTheTestThrowsWithSessionsOpen() async throws {
    struct Failure: Error {}
    var name = ""
    await #expect(throws: Failure.self) {
      try await withDatabase { database in
        name = database.name
        let stranger = Pool(PoolConfiguration(database.connectionString))
        try await stranger.execute(Statement("touch", "select 1"))
        throw Failure()
      }
    }
    let left = try await withDatabase { database in
      let count = Statement("databases", "select count(*) as left from pg_database where datname = $1")
      return try await database.pool.execute(count, name)[0].decode(Int64.self, "left")
    }
    #expect(left == 0)
  }
}
