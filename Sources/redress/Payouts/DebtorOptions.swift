import ArgumentParser
import Foundation
import Gateways
import Programs

/// On whose account payouts go.
struct DebtorOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The name that the account is registered under (default: REDRESS_DEBTOR).", valueName: "name"))
  var debtor: String?

  @Option(
    help: ArgumentHelp(
      "An account of the merchant's, as CURRENCY:IBAN or CURRENCY:IBAN:BIC; may be repeated (default: REDRESS_ACCOUNTS, separated by blanks).",
      valueName: "account"))
  var account: [String] = []

  func read() throws -> Debtor {
    guard let name = debtor ?? Setting.named("REDRESS_DEBTOR"), !name.isEmpty else {
      throw Failure.wrongInput(
        "It is not known on whose account the payouts go.",
        remedy: "Say --debtor NAME, or set REDRESS_DEBTOR.")
    }
    let given =
      account.isEmpty
      ? (Setting.named("REDRESS_ACCOUNTS") ?? "").split(separator: " ").map(String.init) : account
    let accounts = try given.map { text in
      guard let account = Debtor.Account(configured: text) else {
        // Not repeated: a mistyped account number is still somebody's.
        throw Failure.wrongInput(
          "One of the accounts cannot be read.",
          remedy: "Write it as PLN:PL61109010140000071219812874, with :BIC behind it where the bank wants it."
        )
      }
      return account
    }
    return Debtor(name: name, accounts: accounts)
  }
}
