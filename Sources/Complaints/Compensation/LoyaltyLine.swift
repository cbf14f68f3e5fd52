extension CompensationLine {
  /// The code that a regular customer gets beside the remedy, and not in its place (S13); `nil` where it comes to nothing: another
  /// currency than the policy's limits, nothing paid.
  ///
  /// - Parameter number: after those of the remedy.
  package static func loyalty(
    _ rule: LoyaltyRule, number: Int, order: OrderSnapshot, policy: Policy, caseID: String,
    decisionVersion: Int
  ) throws(MoneyError) -> CompensationLine? {
    let due = try rule.offer.formula.amount(on: order, claimed: nil, daysLate: nil, policy: policy)
    guard let amount = due, amount.isPositive, amount.currency == order.currency else { return nil }
    return CompensationLine(
      number: number, remedy: rule.offer.remedy,
      instrument: rule.offer.remedy == .voucher ? .voucher : .discountCode, means: nil, amount: amount,
      budget: .loyalty,
      idempotencyKey: CompensationLine.idempotencyKey(
        caseID: caseID, decisionVersion: decisionVersion, line: number))
  }
}
