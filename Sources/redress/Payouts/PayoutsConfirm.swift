import ArgumentParser
import Casework
import Programs

struct PayoutsConfirm: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm",
    abstract: "Records that a payout file is paid: the bank has it, and what goes by other ways is done.",
    discussion: """
      Where the policy says done_when: confirmed, only now is the money given, and the customer told so. What the bank refused goes \
      to a person:

        redress payouts confirm 7 --refused 112 --refused 118
      """)

  @Argument(help: ArgumentHelp("The file, by its number.", valueName: "number"))
  var file: Int64

  @Option(help: ArgumentHelp("A payout that was refused or came back; may be repeated.", valueName: "payout"))
  var refused: [Int64] = []

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let result = try await database.withPool { pool in
      try await PayoutConfirmation.confirm(file, refused: Set(refused), in: pool)
    }
    let but = result.refused > 0 ? ", \(counted(result.refused, "is", "are")) refused" : ""
    Terminal.output.print(
      "Payout file \(file): \(counted(result.paid, "payout is", "payouts are")) paid\(but).")
  }
}
