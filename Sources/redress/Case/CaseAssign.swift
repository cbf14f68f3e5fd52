import ArgumentParser
import Casework
import Programs

struct CaseAssign: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assign",
    abstract: "Makes somebody answer for a case: its messages name that person from now on.",
    discussion: """
      redress case assign R0000012 "Ewa Maj"
      redress case assign R0000012 --auto

      --auto takes who is there, writes the customer's language and has the fewest open cases; who has a rung of the \
      ladder is taken last. The person is told by mail, the customer is not.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("Somebody of: redress handler list.", valueName: "name"))
  var name: String?

  @Flag(help: "Let the rules choose.")
  var auto = false

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard (name == nil) == auto else { throw ValidationError("Say who is to answer for it, or --auto.") }
  }

  func run() async throws {
    let chosen = try await database.withPool { pool in
      try await CaseDesk(pool: pool).assign(reference, to: name, by: person.by)
    }
    Terminal.output.print("\(chosen) answers for case \(reference.uppercased()) now.")
  }
}
