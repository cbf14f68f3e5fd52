import Casework
import Foundation
import LibPQ
import TestSupport
import Testing

/// Business time by hand, as a person uses it.
@Suite struct SandboxTests {
  private func redress(_ database: TestDatabase, _ arguments: String...) async throws -> Program.Result {
    try await Program.run("redress", ["sandbox"] + arguments, database: database.connectionString)
  }

  /// The first complaint of the samples.
  private func importOne(into database: TestDatabase, _ folder: URL) async throws {
    let text = try String(contentsOfFile: Program.sample("complaints.ndjson"), encoding: .utf8)
    let one = folder.appendingPathComponent("complaints.ndjson")
    try (text.split(separator: "\n")[0] + "\n").write(to: one, atomically: true, encoding: .utf8)
    for (what, file) in [("orders", Program.sample("orders.ndjson")), ("complaints", one.path)] {
      let result = try await Program.run(
        "redress-producer", ["import", what, file, "--policy", "pl"], database: database.connectionString)
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  @Test func timePassesUntilEveryCaseIsAtRest() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        #expect(try await redress(database, "mark", "--from", "2026-03-15T12:00:00Z").status == 0)
        try await importOne(into: database, folder)
        let worker = try Program(
          "redress-worker", ["--mail", folder.path, "--poll", "50ms"], database: database.connectionString)
        let run = try await redress(database, "run", "--limit", "300d")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("1 of 1 cases are at rest"))
        worker.signal(SIGTERM)
        #expect(await worker.result().status == 0)
      }
    }
  }

  @Test func whoReachesTheLimitIsToldSo() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        #expect(try await redress(database, "mark", "--from", "2026-03-15T12:00:00Z").status == 0)
        try await importOne(into: database, folder)
        let worker = try Program(
          "redress-worker", ["--mail", folder.path, "--poll", "50ms"], database: database.connectionString)
        let run = try await redress(database, "run", "--limit", "0s")
        #expect(run.status == 1)
        #expect(run.errors.contains("0 of 1 cases are at rest"))
        #expect(run.errors.contains("redress-monitor sla"))
        worker.signal(SIGTERM)
        #expect(await worker.result().status == 0)
      }
    }
  }

  @Test func aDatabaseThatIsNoSandboxKeepsItsTime() async throws {
    try await withDatabase(.casework) { database in
      for arguments in [["run"], ["advance", "1d"]] {
        let result = try await Program.run(
          "redress", ["sandbox"] + arguments, database: database.connectionString)
        #expect(result.status == 1)
        #expect(result.errors.contains("This database is no sandbox"))
      }
    }
  }

  @Test func businessTimeDoesNotBeginAnewUnderACase() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        try await importOne(into: database, folder)
        let asked = try await redress(database, "mark", "--from", "2026-03-15T12:00:00Z", "--yes")
        #expect(asked.status == 1)
        #expect(asked.errors.contains("business time has begun"))
        #expect(try await !Sandbox.look(in: database.pool).isMarked)
      }
    }
  }

  @Test func anInstantHasItsOffset() async throws {
    let result = try await Program.run("redress", ["sandbox", "mark", "--from", "2026-03-15"])
    #expect(result.status == 2)
    #expect(result.errors.contains("--from"))
  }
}
