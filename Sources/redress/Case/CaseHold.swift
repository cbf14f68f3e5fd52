import ArgumentParser
import Casework
import Programs

struct CaseHold: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hold",
    abstract: "Tells the customer that the answer is not known yet, and what is known by now.",
    discussion: """
      The day of the answer stays where it is: a holding reply is no answer, and no clock stops for it.

        redress case hold R0000012 --text "The workshop has your kettle since Monday."
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @OptionGroup var words: WordsOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let said = try words.read()
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).hold(reference, by: person.by, saying: said)
    }
    Terminal.output.print(
      "The customer of case \(reference.uppercased()) will be written to; the answer is as due as before.")
  }
}
