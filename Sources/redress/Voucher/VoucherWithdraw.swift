import ArgumentParser
import Casework
import Complaints
import Gateways
import Programs

struct VoucherWithdraw: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw",
    abstract: "Takes a code back that nobody has used: it is worth nothing from now on.",
    discussion: """
      It counts as never given: its room on the order and in the budgets is free again. The customer is told. One that was \
      redeemed is not taken back.
      """)

  @OptionGroup var argument: VoucherCodeArgument
  @OptionGroup var reversal: ReversalOptions

  func run() async throws {
    try await reversal.run([.code(try argument.read())], because: .withdrawn)
  }
}
