/// What a compensation is counted against. The raw value is what the ledger holds.
package enum CompensationBudget: String, Sendable, Hashable, Codable, CaseIterable {
  /// Back what was paid: never more than that, in all and by means of payment.
  case refund
  /// The late penalty: its own cap for each order (S15).
  case penalty
  /// The penalty for a remedy that comes late: a cap of its own, too (L6).
  case remedyPenalty = "remedy_penalty"
  /// More than is owed: its own limit for each order, and budget for each month (S12).
  case goodwill
  /// What regular customers get beside a remedy: once for an order (S13).
  case loyalty
  /// Vouchers and codes that are owed. What their formula's limits leave is not capped further.
  case voucher
}

extension RemedyOption {
  /// What the option is counted against; `nil` for what has no amount.
  package var budget: CompensationBudget? {
    if remedy.isGoods { return nil }
    if remedy.isRefund { return .refund }
    if remedy == .latePenalty { return .penalty }
    return basis == .goodwill ? .goodwill : .voucher
  }
}

/// Why an option cannot be promised or carried out. A person must look at it; nothing is cut down silently.
package enum CompensationFault: Error, Hashable, Sendable {
  /// Money or a code without an amount above nothing, or goods with one.
  case amountDoesNotFit(Remedy)
  /// A refund, or a penalty for lateness, of an order that is not known: nothing would bound it.
  case orderUnknown
  /// An amount in another currency than the order's, or the limit's.
  case currencyDiffers(Currency)
  /// More than the budget has left, perhaps because somebody else was faster.
  case exceedsBudget(CompensationBudget, left: Money)
}

/// What may still be given on an order: the caps less what its ledger holds.
struct CompensationCaps {
  let order: OrderSnapshot?
  let granted: OrderLedger
  let policy: Policy

  /// Throws a `CompensationFault` when the option does not fit.
  func check(_ option: RemedyOption) throws {
    guard let budget = option.budget else {
      guard option.amount == nil else { throw CompensationFault.amountDoesNotFit(option.remedy) }
      return
    }
    guard let amount = option.amount, amount.isPositive else {
      throw CompensationFault.amountDoesNotFit(option.remedy)
    }
    guard let left = try left(in: budget) else { return }
    guard left.currency == amount.currency else { throw CompensationFault.currencyDiffers(amount.currency) }
    if try amount > left { throw CompensationFault.exceedsBudget(budget, left: left) }
  }

  /// `nil`: not capped.
  private func left(in budget: CompensationBudget) throws -> Money? {
    switch budget {
    case .refund:
      guard let order else { throw CompensationFault.orderUnknown }
      return try granted.refundable(of: order)
    case .penalty:
      guard let order else { throw CompensationFault.orderUnknown }
      // Under a policy without the rule a person may still give one, and never more than was paid.
      let cap = try LatePenalty.cap(on: order, policy: policy) ?? order.paid()
      return try OrderLedger.left(of: cap, after: granted.latePenalties)
    case .remedyPenalty:
      guard let order, let rule = policy.remedyPenalty else { return nil }
      return try OrderLedger.left(
        of: LatePenalty.cap(under: rule, on: order, policy: policy), after: granted.remedyPenalties)
    case .goodwill: return try granted.goodwillLeft(policy)
    case .loyalty, .voucher: return nil
    }
  }
}
