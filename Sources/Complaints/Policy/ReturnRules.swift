/// What a return costs, where it is declared, and how long it is waited for (S10, S45).
package struct ReturnRules: Sendable, Hashable {
  /// Who pays for a parcel back.
  package enum Payer: String, Sendable, Hashable, Codable, CaseIterable {
    case customer, merchant
  }

  /// Where the goods are fine and the customer changed their mind.
  package let changeOfMind: Payer
  /// Where they are damaged, wrong or defective.
  package let fault: Payer
  /// Where a contract is withdrawn from with a click (L8: directive 2023/2673); `nil`: nowhere.
  package let onlineWithdrawal: String?
  /// How long it is waited for goods that come back before anything is given for them; then a person decides. `nil`:
  /// as long as it takes.
  package let within: Term?
}
