import ArgumentParser
import Casework
import Programs

struct CustomerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "What a customer can ask for as a person: what is known, and that it is forgotten.",
    subcommands: [CustomerExport.self, CustomerErase.self])
}

/// Which customer.
struct CustomerOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The customer, by the shop's own number; or by a case, as case:R0000012, also one whom the shop does not know.",
      valueName: "customer"))
  var reference: String

  @OptionGroup var merchant: MerchantOptions

  var name: CustomerName {
    let prefix = "case:"
    guard reference.hasPrefix(prefix) else { return .reference(reference, merchant: merchant.merchant) }
    return .claimant(of: reference.dropFirst(prefix.count).uppercased())
  }
}
