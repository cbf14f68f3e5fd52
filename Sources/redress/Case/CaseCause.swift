import ArgumentParser
import Casework
import Programs

struct CaseCause: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cause",
    abstract: "Puts a complaint down to a cause, also when it is closed; the rules only guess.",
    discussion: "The causes: redress cause list")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The cause's code.", valueName: "cause"))
  var code: String

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).setCause(of: reference, to: code, by: person.by)
    }
    Terminal.output.print("Case \(reference.uppercased()) is put down to \(code).")
  }
}
