import JobQueue
import TestSupport
import Testing

/// `redress queue schedules`, as an operator sees it.
@Suite struct SchedulesCommandTests {
  private struct Report: JobArguments {
    static let kind = "report"
    static let queue = "verify"
  }

  @Test func `schedules are listed, paused, resumed and removed`() async throws {
    try await withDatabase(.casework) { database in
      func run(_ arguments: String...) async throws -> (status: Int32, output: String, errors: String) {
        let result = try await Program.run(
          "redress", ["queue", "schedules"] + arguments, database: database.connectionString)
        return (result.status, result.output, result.errors)
      }
      #expect(try await run().output == "There are no schedules.\n")
      try await JobQueue.register(
        [try Schedule("nightly", cron: "30 2 * * *", zone: "Europe/Warsaw", job: Report())], in: database.pool
      )
      let listed = try await run()
      #expect(listed.status == 0)
      for word in ["nightly", "30 2 * * *", "Europe/Warsaw", "report"] {
        #expect(listed.output.contains(word))
      }

      #expect(try await run("pause", "nightly").output == "schedule nightly is paused\n")
      #expect(try await run("list").output.contains("paused"))
      #expect(try await run("resume", "nightly").output == "schedule nightly goes on\n")
      #expect(try await !run("list").output.contains("paused"))
      #expect(try await run("remove", "nightly").output == "schedule nightly is gone\n")
      let refused = try await run("remove", "nightly")
      #expect(refused.status == 2)
      #expect(refused.errors.contains("There is no schedule \"nightly\"."))
      #expect(refused.errors.contains("redress queue schedules"))
    }
  }
}
