import Complaints

/// What a case's compensation comes to, decided under the locks of the case and of its order. Pure.
enum CompensationPlanning: Sendable, Hashable {
  /// Its entries were written by an earlier attempt: never again, whatever the sums say now.
  case planned
  /// No money and no code, so no entries; somebody's task.
  case goods
  /// Entries to be written.
  case lines([CompensationLine])
  /// A person must look at it.
  case obstacle(ReviewReason)

  /// - Parameters:
  ///   - entries: all of the case's, of whatever decision.
  ///   - account: of the case's order, `nil` when it has none.
  ///   - goodwillOfMonth: what was given as goodwill this month, on all orders.
  init(
    _ subject: CompensationCase, entries: [LedgerEntry], account: OrderAccount?,
    goodwillOfMonth: Money? = nil,
    policy: Policy
  ) {
    if entries.contains(where: { $0.decisionVersion == subject.decisionVersion }) {
      self = .planned
      return
    }
    do {
      var lines: [CompensationLine] = []
      var granted = account?.ledger ?? OrderLedger(withoutOrder: entries)
      granted.goodwillOfMonth = goodwillOfMonth
      if !subject.option.remedy.isGoods {
        lines = try CompensationPlan(
          subject.option, order: account?.order, granted: granted, policy: policy,
          caseID: String(subject.caseID), decisionVersion: subject.decisionVersion
        ).lines
      }
      if let account, let line = subject.loyaltyLine(after: lines.count, account, policy) {
        lines.append(line)
      }
      self = lines.isEmpty ? .goods : .lines(lines)
    } catch CompensationFault.exceedsBudget {
      self = .obstacle(.exceedsWhatIsLeft)
    } catch {
      self = .obstacle(.dataUnusable)
    }
  }
}

extension CompensationCase {
  /// What regular customers get beside whatever this is (S13), once for an order. Data that nothing can be calculated from bring
  /// nothing: what is owed does not wait for that.
  fileprivate func loyaltyLine(
    after lines: Int, _ account: OrderAccount, _ policy: Policy
  ) -> CompensationLine? {
    guard let rule = policy.loyalty, rule.isDue(paidOrders: paidOrders), account.ledger.loyalty.isEmpty
    else { return nil }
    return try? CompensationLine.loyalty(
      rule, number: lines + 1, order: account.order, policy: policy, caseID: String(caseID),
      decisionVersion: decisionVersion)
  }
}

extension OrderLedger {
  /// What a case without an order was given: goodwill only, which then has its limit for the case (S12).
  fileprivate init(withoutOrder entries: [LedgerEntry]) {
    self.init(goodwill: entries.filter { $0.budget == .goodwill && $0.status != .failed }.map(\.amount))
  }
}
