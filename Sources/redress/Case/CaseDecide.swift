import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseDecide: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decide",
    abstract: "Decides a case that waits for a person.",
    discussion: """
      redress case decide R0000012 --accept          (what the rules would offer)
      redress case decide R0000012 --accept --grant refund_partial=20.00
      redress case decide R0000012 --confirm         (what the rules propose: see case list --review)
      redress case decide R0000012 --reject natural_wear --say "The battery has 900 charges behind it."
      redress case decide R0000012 --ask receipt --ask photos

      What is said with --say stands in the message to the customer, so it is in the customer's language. Misuse and \
      natural wear need it, and evidence in the case. Where there is nothing to accept or to refuse: redress case answer.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Flag(help: "Accept the complaint.")
  var accept = false

  @Flag(help: "Accept it, but give less than was asked for.")
  var acceptPartially = false

  @Flag(help: "Do what the rules propose.")
  var confirm = false

  @Flag(help: "Answer a question about returning goods with the return itself, where the policy allows it.")
  var openReturn = false

  @Option(help: ArgumentHelp("Reject it on this ground.", valueName: "ground"))
  var reject: RejectionGround?

  @Option(help: ArgumentHelp("Ask the customer for something first; may be repeated.", valueName: "item"))
  var ask: [InformationItem] = []

  @Option(
    help: ArgumentHelp(
      "What is offered instead of the rules' proposal, as remedy=amount or a remedy alone; may be repeated.",
      valueName: "remedy"))
  var grant: [GrantOption] = []

  @Option(
    help: ArgumentHelp("Your reasons, for the customer to read; - for standard input.", valueName: "words"))
  var say: String?

  @Option(help: "A note for those who read the case later.")
  var note: String?

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    let verdicts = [accept, acceptPartially, confirm, openReturn, reject != nil, !ask.isEmpty].count { $0 }
    guard verdicts == 1 else {
      throw ValidationError(
        "Say one of --accept, --accept-partially, --confirm, --open-return, --reject GROUND and --ask ITEM.")
    }
    guard grant.isEmpty || accept || acceptPartially else {
      throw ValidationError("--grant goes with --accept.")
    }
  }

  private var verdict: CaseVerdict {
    if let reject { return .reject(reject) }
    if confirm { return .confirm }
    if openReturn { return .openReturn }
    return ask.isEmpty ? .accept(grant.map(\.granted), partially: acceptPartially) : .ask(ask)
  }

  func run() async throws {
    let words = say == "-" ? try StandardInput.text() : say
    try await database.withPool { pool in
      try await CaseDesk(pool: pool).decide(reference, verdict, by: person.by, saying: words, note: note)
    }
    Terminal.output.print("Case \(reference.uppercased()) is decided; the customer will be told.")
  }
}

/// `refund_partial=20.00`, or a remedy alone.
struct GrantOption: ExpressibleByArgument {
  static let allValueStrings = Remedy.allCases.map(\.rawValue)

  let granted: GrantedRemedy

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard let first = parts.first, let remedy = Remedy(rawValue: first) else { return nil }
    granted = GrantedRemedy(remedy, amount: parts.count == 2 ? parts[1] : nil)
  }
}

extension RejectionGround: ExpressibleByArgument {}

extension InformationItem: ExpressibleByArgument {
  package static var allValueStrings: [String] {
    ([.proofOfPurchase, .customerIdentity] + Evidence.allCases.map(InformationItem.evidence)).map(\.rawValue)
  }
}
