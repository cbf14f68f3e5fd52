/// What a return costs and how it is made, where it is declared, and how long it is waited for (S10, S45).
package struct ReturnRules: Sendable, Hashable {
  /// Who pays for a parcel back.
  package enum Payer: String, Sendable, Hashable, Codable, CaseIterable {
    case customer, merchant
  }

  /// Where the goods are fine and the customer changed their mind.
  package let changeOfMind: Payer
  /// Where they are damaged, wrong or defective.
  package let fault: Payer
  /// Remedies for which the shop has the goods fetched itself, at its own cost, where something is wrong with them: art. 43d(5) of the
  /// Polish consumer rights act asks that for repairs and exchanges.
  package let collected: Set<Remedy>
  /// Where a contract is withdrawn from with a click (L8: directive 2023/2673); `nil`: nowhere.
  package let onlineWithdrawal: String?
  /// How long it is waited for goods that come back before anything is given for them; then a person decides. `nil`:
  /// as long as it takes.
  package let within: Term?
}

/// How goods come back before a remedy is given.
package enum GoodsBack: Sendable, Hashable {
  /// The customer sends them.
  case sent(paidBy: ReturnRules.Payer)
  /// The shop has them fetched, and pays for it.
  case collected
}

extension Policy {
  /// How the goods come back after such a complaint, for such a remedy. What does not suit is a change of mind (S6, S10); everything else is
  /// a fault. A policy that does not say who pays pays itself.
  package func goodsBack(after complaint: ComplaintKind, for remedy: Remedy) -> GoodsBack {
    guard let returns else { return .sent(paidBy: .merchant) }
    switch complaint {
    case .unsuitable, .returnsQuestion: return .sent(paidBy: returns.changeOfMind)
    default: return returns.collected.contains(remedy) ? .collected : .sent(paidBy: returns.fault)
    }
  }
}
