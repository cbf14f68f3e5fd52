import Foundation
import LibPQ
import TestSupport
import Testing

/// `redress-monitor case`, `explain` and `jobs`, as an operator runs them.
@Suite struct MonitorCommandTests {
  /// Runs the test on a database with one complaint that no worker has looked at, and gives it the command.
  private func withMonitor(
    _ body: (TestDatabase, (String...) async throws -> Program.Result) async throws -> Void
  ) async throws {
    try await withDatabase(.casework) { database in
      let submitted = try await Program.run(
        "redress-producer",
        [
          "submit", "--policy", "pl", "--kind", "damaged", "--locale", "pl", "--body", "Pęknięty.", "--order",
          "ORDER-4711",
        ]
          + ["--email", "ada@example.org", "--taken-by", "Ewa Maj"], database: database.connectionString)
      #expect(submitted.status == 0, "\(submitted.errors)")
      try await body(database) { words in
        try await Program.run("redress-monitor", words, database: database.connectionString)
      }
    }
  }

  @Test func aCaseIsToldAsAStoryWithoutTheCustomersWords() async throws {
    try await withMonitor { _, monitor in
      let story = try await monitor("case", "r0000001")
      #expect(story.status == 0, "\(story.errors)")
      for words in [
        "R0000001", "the complaint came in by", "answer: the time runs, until",
        "message written: acknowledgement",
        "Its next step, verify, is job",
      ] { #expect(story.output.contains(words), "\(story.output)") }
      for secret in ["Pęknięty", "ada@example.org", "ORDER-4711"] { #expect(!story.output.contains(secret)) }
      let short = try await monitor("case", "R0000001", "--limit", "1")
      #expect(short.output.contains("Earlier facts are left out."))
    }
  }

  @Test func aCaseAndItsJobAreExplained() async throws {
    try await withMonitor { database, monitor in
      let before = try await monitor("explain", "R0000001").output
      #expect(before.contains("no worker that is alive takes jobs of kind \"verify\""))
      let paused = try await Program.run(
        "redress", ["queue", "pause", "verify", "--reason", "no paper"], database: database.connectionString)
      #expect(paused.status == 0)
      let after = try await monitor("explain", "R0000001").output
      #expect(after.contains("is paused since") && after.contains("no paper"))
      #expect(after.contains("redress queue resume verify"))
      let job = try #require(after.firstMatch(of: /is job ([0-9]+)/)).1
      let explained = try await monitor("explain", String(job))
      #expect(explained.output.contains("Its queue \"verify\" is paused since"))
      #expect(explained.output.contains("It is about case R0000001."))
    }
  }

  @Test func jobsAreListedPageByPage() async throws {
    try await withMonitor { _, monitor in
      let all = try await monitor("jobs")
      #expect(all.status == 0, "\(all.errors)")
      #expect(
        all.output.contains("verify") && all.output.contains("notify") && all.output.contains("R0000001"))
      #expect(!all.output.contains("timer"))
      #expect(try await monitor("jobs", "--state", "timer").output.contains("clock"))
      let first = try await monitor("jobs", "--limit", "1").output
      let place = try #require(first.firstMatch(of: /--after (\S+)/)).1
      let second = try await monitor("jobs", "--after", String(place)).output
      #expect(!second.contains("--after"))
      #expect(try await monitor("jobs", "--queue", "nowhere").output.contains("There are no such jobs."))
    }
  }

  @Test(arguments: [
    (["case", "R0000099"], "There is no case R0000099."),
    (["case", "R1", "--limit", "0"], "--limit is between"),
    (["case"], "Missing expected argument"), (["explain", "R0000099"], "There is no case R0000099."),
    (["explain", "999999"], "There is no job 999999"),
    (["explain", "seven"], "seven: a case is written like"),
    (["jobs", "--state", "done"], "--state is one of waiting"), (["jobs", "--state", "asleep"], "asleep"),
    (["jobs", "--after", "yesterday"], "yesterday"), (["jobs", "--limit", "0"], "--limit is between"),
  ])
  func wrongInputSaysWhatIsWrong(arguments: [String], message: String) async throws {
    try await withDatabase(.casework) { database in
      let result = try await Program.run(
        "redress-monitor", arguments, database: database.connectionString)
      #expect(result.status == 2)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
