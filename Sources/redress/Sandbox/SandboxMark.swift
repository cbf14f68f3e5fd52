import ArgumentParser
import Casework
import LibPQ
import Programs

struct SandboxMark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Marks the database as a sandbox, for good. Asks when it holds cases.")

  @Option(
    help: ArgumentHelp(
      "From when on business time runs: 2026-03-01T09:00:00Z; for replaying past complaints (default: now).",
      valueName: "instant"))
  var from: InstantOption?

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      let state = try await Sandbox.look(in: pool)
      if state.isMarked, from == nil { return Terminal.output.print("This database is a sandbox already.") }
      if state.hasCases {
        try Question.confirm(
          "This database holds cases. In a sandbox anybody can make their deadlines pass, and there is no way back. Mark it?",
          yes: yes)
      }
      try await Self.mark(pool, from: from)
      Terminal.output.print("This database is a sandbox now: redress sandbox advance 1d lets a day pass.")
    }
  }

  static func mark(_ pool: Pool, from: InstantOption?) async throws {
    do {
      try await Sandbox.mark(in: pool, startingAt: from?.instant)
    } catch let error as PostgresError where error.sqlState.rawValue == "CW003" {
      throw Failure(
        "This database holds cases: for them, business time has begun.",
        remedy: "Take an empty database, or leave out --from.")
    }
  }
}
