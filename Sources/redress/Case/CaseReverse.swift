import ArgumentParser
import Casework
import Complaints
import Programs

struct CaseReverse: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reverse",
    abstract: "Takes off the books what was given and came back, or is taken back.",
    discussion: """
      case show numbers what was given. Its room on the order and in the budgets is free again, and the customer is told.

        redress case reverse R0000012 7 --because withdrawn        nobody has used it: a code, or a payment in no file yet
        redress case reverse R0000012 7 --because paid_back --amount 20.00
        redress case reverse R0000012 7 --because bank_returned    the customer is still to have it: a person decides how

      No money is moved: what came back is on the shop's account already. See also: redress payouts returned, redress voucher withdraw
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The entry, by its number.", valueName: "entry"))
  var entry: Int64

  @Option(
    help: ArgumentHelp(
      "Why: \(ReversalReason.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "reason"))
  var because: ReversalReason

  @Option(
    help: ArgumentHelp(
      "How much of it, where not all came back; in the currency of the entry.", valueName: "amount"))
  var amount: String?

  @OptionGroup var reversal: ReversalOptions

  func run() async throws {
    try await reversal.run([.entry(entry, of: reference)], amount: amount, because: because)
  }
}

extension ReversalReason: ExpressibleByArgument {}

/// What the commands that reverse something have in common.
struct ReversalOptions: ParsableArguments {
  @Flag(
    name: .customLong("decide-anew"), help: "Something else takes its place: a person decides the case anew.")
  var decidesAnew = false

  @OptionGroup var words: WordsOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  /// One after the other, each with its line: what is not there stops the rest, and what was done stays done.
  func run(_ given: [ReversalDesk.Given], amount: String? = nil, because reason: ReversalReason) async throws
  {
    let said = try words.read()
    try await database.withPool { pool in
      let desk = ReversalDesk(pool: pool)
      for one in given {
        let outcome = try await desk.reverse(
          one, amount: amount, because: reason, decidesAnew: decidesAnew, saying: said, by: person.by)
        let next = outcome.isHeardAgain ? "a person decides it anew" : "it stays as it is"
        Terminal.output.print(
          "\(outcome.amount) of case \(outcome.reference) is off the books; \(next).")
      }
    }
  }
}
