package import ArgumentParser
import Foundation

/// `--merchant`: whose orders and complaints these are.
package struct MerchantOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The merchant; references are unique within it. REDRESS_MERCHANT stands in for the flag.",
      valueName: "name"))
  package var merchant: String = Setting.named("REDRESS_MERCHANT") ?? "shop"

  package init() {}

  package func validate() throws {
    guard (1...100).contains(merchant.count), merchant == merchant.safeForTerminal(),
      merchant == merchant.trimmingCharacters(in: .whitespaces)
    else { throw ValidationError("--merchant is a name of 1 to 100 characters, without blanks around it.") }
  }
}
