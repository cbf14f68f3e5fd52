import Complaints

/// What of an entry is taken off the books, and why. Pure: decided on what was read under the locks.
struct Reversal: Sendable, Hashable {
  let entry: GivenEntry
  let amount: Money
  let reason: ReversalReason

  /// - Parameter amount: of what the customer paid back, or the bank returned; `nil`: all that is left. A code, and a payment that
  ///   is taken off the list, are taken back whole.
  init(of entry: GivenEntry, amount: Money? = nil, because reason: ReversalReason) throws {
    guard !entry.isReversal else { throw ReversalRefusal.isReversal(entry.entryID) }
    switch entry.status {
    case .done: break
    case .failed: throw ReversalRefusal.neverGiven(entry.entryID)
    case .intended, .executing, .unknown: throw ReversalRefusal.isUnderWay(entry.entryID)
    }
    let left = try entry.amount - entry.reversed
    guard left.isPositive else { throw ReversalRefusal.isReversed(entry.entryID) }
    let taken = amount ?? left
    guard taken.isPositive, try !(taken > left) else { throw ReversalRefusal.onlyLeft(left) }
    try Reversal.check(entry, because: reason, isWhole: taken == left)
    self.entry = entry
    self.amount = taken
    self.reason = reason
  }

  private static func check(
    _ entry: GivenEntry, because reason: ReversalReason, isWhole: Bool
  ) throws(ReversalRefusal) {
    switch (entry.place, reason) {
    case (.code(let redeemedAt?), _): throw .redeemed(redeemedAt)
    case (.code, .withdrawn): if !isWhole { throw .onlyWhole }
    case (.code, _): throw .isCode
    case (.payout(_, nil), .withdrawn): if !isWhole { throw .onlyWhole }
    case (.payout(let payout, nil), _): throw .notAtTheBank(payout)
    case (.payout(let payout, let file?), .withdrawn): throw .atTheBank(payout, file: file)
    case (.elsewhere, .withdrawn): throw .heldElsewhere
    case (.payout, _), (.elsewhere, _): break
    }
  }

  /// What the customer is told of it.
  var form: MessageContext.Reversal.Form {
    switch reason {
    case .bankReturned: .bankReturned
    case .paidBack: .paidBack
    case .withdrawn: if case .payout = entry.place { .paymentWithdrawn } else { .codeWithdrawn }
    }
  }

  /// For the history.
  var details: [String: FactValue] {
    [
      "entry": .number(Int(entry.entryID)), "remedy": .text(entry.remedy.rawValue), "amount": .money(amount),
      "reason": .text(reason.rawValue),
    ]
  }

  /// Of the entry that takes the other off the books: derived as those of all lines are.
  var key: String {
    CompensationLine.idempotencyKey(
      caseID: String(entry.caseID), decisionVersion: entry.decisionVersion, line: entry.nextLine)
  }
}
