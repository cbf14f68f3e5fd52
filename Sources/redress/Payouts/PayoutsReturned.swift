import ArgumentParser
import Casework
import Complaints
import Programs

struct PayoutsReturned: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "returned",
    abstract: "Records that the bank has sent payments back that counted as made.",
    discussion: """
      They are off the books, the customers are told, and a person decides how they get their money; a closed case is opened for \
      that. What the bank refuses before a file is confirmed: redress payouts confirm --refused

        redress payouts returned 112 118
      """)

  @Argument(
    help: ArgumentHelp("The payouts, by their numbers in the list of their file.", valueName: "payout"))
  var payouts: [Int64]

  @OptionGroup var reversal: ReversalOptions

  func run() async throws {
    try await reversal.run(payouts.map { .payout($0) }, because: .bankReturned)
  }
}
