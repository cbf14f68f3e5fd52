import ArgumentParser
import Casework
import Programs

struct CaseAppeal: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "appeal",
    abstract: "Enters that the customer does not leave it at the answer; a person then decides anew.",
    discussion: """
      For a refusal, as long as the policy lets it be appealed, and for a complaint that its remedy did not settle. \
      The case goes one rung up, where there is one.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(help: "What the customer says, for who decides.")
  var note: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).appeal(reference, staff: person.by, note: note)
    }
    Terminal.output.print(
      "Case \(reference.uppercased()) waits for a new decision; the customer will be told.")
  }
}
