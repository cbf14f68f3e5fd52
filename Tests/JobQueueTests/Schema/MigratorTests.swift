import Foundation
import LibPQ
import TestSupport
import Testing

@testable import JobQueue

@Suite struct MigratorTests {
  private func withPool(_ body: (Pool) async throws -> Void) async throws {
    try await withDatabase(.empty) { database in
      let pool = Pool(PoolConfiguration(database.connectionString))
      do { try await body(pool) } catch {
        await pool.close()
        throw error
      }
      await pool.close()
    }
  }

  @Test func `up, down and up again`() async throws {
    try await withPool { pool in
      let migrator = Migrator(.jobQueue, pool: pool)
      let names = MigrationList.jobQueue.migrations.map(\.name)
      #expect(try await migrator.status() == .behind(names))
      #expect(try await migrator.up() == names)
      #expect(try await migrator.status() == .current)
      #expect(try await migrator.up() == [])
      #expect(try await migrator.down(names.count) == names.reversed())
      let left = try await pool.execute(
        Statement(
          "left",
          "select count(*) from pg_class where relnamespace = 'job_queue'::regnamespace and relkind in ('r', 'p', 'S') and relname <> 'migration'"
        ))
      #expect(try left[0].decode(Int64.self, at: 0) == 0)
      #expect(try await migrator.up() == names)
    }
  }

  @Test func `several programs that start at once migrate once`() async throws {
    try await withPool { pool in
      let applied = try await withThrowingTaskGroup(of: [String].self) { group in
        for _ in 0..<5 { group.addTask { try await Migrator(.jobQueue, pool: pool).up() } }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(applied.sorted() == MigrationList.jobQueue.migrations.map(\.name))
    }
  }

  @Test func `a database that is further than the program is refused`() async throws {
    try await withPool { pool in
      let migrator = Migrator(.jobQueue, pool: pool)
      try await migrator.up()
      try await pool.execute(
        Statement("newer", "insert into job_queue.migration (name) values ('q9999_future')"))
      #expect(try await migrator.status() == .ahead(["q9999_future"]))
      await #expect(throws: MigrationError.ahead(schema: "job_queue", ["q9999_future"])) {
        try await migrator.up()
      }
    }
  }

  @Test func `the list in code is the folder`() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../../sql/queue/migrations").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".up.sql") }.map { String($0.dropLast(".up.sql".count)) }.sorted()
    #expect(files == MigrationList.jobQueue.migrations.map(\.name))
    for migration in MigrationList.jobQueue.migrations {
      let up = try String(contentsOf: folder.appending(path: "\(migration.name).up.sql"), encoding: .utf8)
      #expect(migration.up == up)
    }
  }
}
