/// What the customer gets besides, where a remedy that the law owes is carried out after its time (L6, RU art. 23).
package enum RemedyPenalty {
  /// Only what the law demands, or silence has accepted, is owed by the day; the shop's own promises and goodwill are not.
  package static func applies(to option: RemedyOption) -> Bool {
    option.basis == .statutory || option.basis == .deemed
  }

  /// The ledger's line, after those of the remedy; `nil` where the policy has no such penalty, or its cap for the order is used up.
  ///
  /// - Parameters:
  ///   - daysLate: civil days between the last day of the remedy's time and the day on which it was carried out; at least one.
  ///   - number: of the line.
  package static func line(
    daysLate: Int, number: Int, order: OrderSnapshot, granted: OrderLedger, policy: Policy, caseID: String,
    decisionVersion: Int
  ) throws(MoneyError) -> CompensationLine? {
    guard let rule = policy.remedyPenalty,
      let due = try LatePenalty.due(under: rule, on: order, daysLate: daysLate, policy: policy)
    else { return nil }
    let cap = try LatePenalty.cap(under: rule, on: order, policy: policy)
    let amount = try due.capped(at: OrderLedger.left(of: cap, after: granted.remedyPenalties))
    guard amount.isPositive else { return nil }
    return CompensationLine(
      number: number, remedy: .latePenalty, instrument: .bankTransfer, means: nil, amount: amount,
      budget: .remedyPenalty,
      idempotencyKey: CompensationLine.idempotencyKey(
        caseID: caseID, decisionVersion: decisionVersion, line: number))
  }
}
