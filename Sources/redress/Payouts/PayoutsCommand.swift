import ArgumentParser

struct PayoutsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "payouts",
    abstract: "What a bookkeeper sends to the bank.",
    subcommands: [PayoutsExport.self, PayoutsConfirm.self, PayoutsReturned.self])
}
