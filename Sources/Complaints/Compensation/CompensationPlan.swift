/// One line of the compensation ledger before it is written: one instruction to one outside party.
package struct CompensationLine: Sendable, Hashable, Codable {
  /// How the line is carried out. The raw value is what tables hold.
  package enum Instrument: String, Sendable, Hashable, Codable, CaseIterable {
    /// Back to the means by which it was paid, through the payment provider.
    case originalMeans = "original_means"
    /// To the customer's account, by the bookkeeper.
    case bankTransfer = "bank_transfer"
    /// A voucher, also the one that gives back a voucher.
    case voucher
    case discountCode = "discount_code"
    /// A parcel, a repair, a gift, free shipping: a task for the warehouse or the workshop.
    case fulfilment
  }

  /// Counted from 1 within the plan.
  package let number: Int
  package let remedy: Remedy
  package let instrument: Instrument
  /// The shop's word for the means of payment that is refunded; `nil` for what is no refund.
  package let means: String?
  /// `nil` for `fulfilment` only.
  package let amount: Money?
  /// `nil` for `fulfilment` only.
  package let budget: CompensationBudget?
  /// Makes a retry of the outside call the same call: derived from the case, the decision's version and the
  /// line, never from the time.
  package let idempotencyKey: String

  private enum CodingKeys: String, CodingKey {
    case number, remedy, instrument, means, amount, budget
    case idempotencyKey = "idempotency_key"
  }

  /// The key of a line. Different triples have different keys, because the last two parts are numbers. A new
  /// round after a provider's refusal needs a new decision version, or it would be taken for the old one.
  package static func idempotencyKey(caseID: String, decisionVersion: Int, line: Int) -> String {
    "redress:\(caseID):\(decisionVersion):\(line)"
  }
}

/// The ledger's lines of one chosen option.
package struct CompensationPlan: Sendable, Hashable {
  package let lines: [CompensationLine]

  /// Plans an option under the order's row lock, with what the ledger holds by then.
  ///
  /// A refund goes back by the means of payment, money first in the order of the payments and vouchers last;
  /// what was paid by voucher goes back as a voucher. No line exceeds what is left of its means, nor all of
  /// them what is left of the order. Nothing is cut down silently.
  ///
  /// Throws `CompensationFault`, or `MoneyError` on amounts that cannot be calculated with.
  package init(
    _ option: RemedyOption, order: OrderSnapshot?, granted: OrderLedger, policy: Policy,
    caseID: String, decisionVersion: Int
  ) throws {
    let parts = try CompensationPlan.parts(of: option, order: order, granted: granted, policy: policy)
    lines = parts.enumerated().map { index, part in
      CompensationLine(
        number: index + 1, remedy: option.remedy, instrument: part.instrument, means: part.means,
        amount: part.amount, budget: option.budget,
        idempotencyKey: CompensationLine.idempotencyKey(
          caseID: caseID, decisionVersion: decisionVersion, line: index + 1))
    }
  }

  private typealias Part = (instrument: CompensationLine.Instrument, means: String?, amount: Money?)

  private static func parts(
    of option: RemedyOption, order: OrderSnapshot?, granted: OrderLedger, policy: Policy
  ) throws -> [Part] {
    try CompensationCaps(order: order, granted: granted, policy: policy).check(option)
    guard let amount = option.amount else { return [(.fulfilment, nil, nil)] }
    switch option.remedy {
    case .discountCode: return [(.discountCode, nil, amount)]
    case .voucher: return [(.voucher, nil, amount)]
    case .latePenalty: return [(.bankTransfer, nil, amount)]
    default:
      guard let order else { throw CompensationFault.orderUnknown }
      return try refund(amount, of: order, granted: granted, rules: policy.payments)
    }
  }

  private static func refund(
    _ amount: Money, of order: OrderSnapshot, granted: OrderLedger, rules: PaymentMeansRules
  ) throws(MoneyError) -> [Part] {
    let sources = try granted.refundableByMeans(of: order)
    let isVoucher = { (source: OrderSnapshot.Payment) in rules.asVoucher.contains(source.means) }
    var open = amount
    var parts: [Part] = []
    for source in sources.filter({ !isVoucher($0) }) + sources.filter(isVoucher) where open.isPositive {
      let part = try source.amount.capped(at: open)
      open = try open - part
      parts.append((rules.instrument(for: source.means), source.means, part))
    }
    return parts
  }
}

extension PaymentMeansRules {
  /// How money that came by these means goes back.
  fileprivate func instrument(for means: String) -> CompensationLine.Instrument {
    if asVoucher.contains(means) { return .voucher }
    return byTransfer.contains(means) ? .bankTransfer : .originalMeans
  }
}
