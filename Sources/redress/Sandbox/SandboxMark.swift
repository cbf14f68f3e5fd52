import ArgumentParser
import Casework
import Programs

struct SandboxMark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Marks the database as a sandbox, for good. Asks when it holds cases.")

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      let state = try await Sandbox.look(in: pool)
      if state.isMarked { return Terminal.output.print("This database is a sandbox already.") }
      if state.hasCases {
        try Question.confirm(
          "This database holds cases. In a sandbox anybody can make their deadlines pass, and there is no way back. Mark it?",
          yes: yes)
      }
      try await Sandbox.mark(in: pool)
      Terminal.output.print("This database is a sandbox now: redress sandbox advance 1d lets a day pass.")
    }
  }
}
