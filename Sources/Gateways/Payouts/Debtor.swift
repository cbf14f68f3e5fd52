package import Complaints

/// On whose account the payouts go: the merchant, as the bank knows them. From the configuration, never from
/// data.
package struct Debtor: Sendable, Hashable {
  /// An account of the merchant's, for payouts of one currency.
  package struct Account: Sendable, Hashable {
    package let currency: Currency
    package let number: AccountNumber
    /// The bank's code (ISO 9362); `nil` where the bank can be told from the account.
    package let bic: String?

    package init(currency: Currency, number: AccountNumber, bic: String? = nil) {
      self.currency = currency
      self.number = number
      self.bic = bic
    }
  }

  /// As the account is registered.
  package let name: String
  /// At most one for a currency. Payouts of a currency without one are listed, but in no document for the
  /// bank.
  package let accounts: [Account]

  package init(name: String, accounts: [Account]) {
    self.name = name
    self.accounts = accounts
  }

  func account(in currency: Currency) -> Account? { accounts.first { $0.currency == currency } }
}

extension Debtor.Account {
  /// Reads `PLN:PL61109010140000071219812874`, with the bank's code behind another colon where it is wanted;
  /// `nil` when a part is wrong.
  package init?(configured text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (2...3).contains(parts.count), let currency = Currency(code: parts[0]),
      let number = try? AccountNumber(parts[1])
    else { return nil }
    if parts.count == 3, parts[2].wholeMatch(of: /[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?/) == nil {
      return nil
    }
    self.init(currency: currency, number: number, bic: parts.count == 3 ? parts[2] : nil)
  }
}
