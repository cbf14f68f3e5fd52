import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseEscalate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "escalate",
    abstract: "Hands a case up the ladder of its policy: to the nearest rung that is there for the reason.",
    discussion: """
      Who stands there answers for the case from now on: whom the policy names, or who has the rung in \
      redress handler list. The work on it goes on where it stands, and the customer is told who has it now.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Option(
    help: ArgumentHelp(
      "Why: \(MessageContext.EscalationTrigger.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "reason"))
  var because: MessageContext.EscalationTrigger = .customerRequest

  @Option(help: "A note for those who read the case later.")
  var note: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let holder = try await database.withPool { pool in
      try await CaseDesk(pool: pool).escalate(reference, because: because, by: person.by, note: note)
    }
    Terminal.output.print(
      "Case \(reference.uppercased()) is with the \(holder.rawValue.spaced) now; the customer will be told.")
  }
}

extension MessageContext.EscalationTrigger: ExpressibleByArgument {}
