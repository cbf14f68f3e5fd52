import Complaints

/// What a case's compensation comes to, decided under the locks of the case and of its order. Pure.
enum CompensationPlanning: Sendable, Hashable {
  /// Its entries were written by an earlier attempt: never again, whatever the sums say now.
  case planned
  /// Goods: no money, so no entries; somebody's task.
  case task(Remedy)
  /// Entries to be written.
  case lines([CompensationLine])
  /// A person must look at it.
  case obstacle(ReviewReason)

  /// - Parameters:
  ///   - entries: all of the case's, of whatever decision.
  ///   - account: of the case's order, `nil` when it has none.
  init(_ subject: CompensationCase, entries: [LedgerEntry], account: OrderAccount?, policy: Policy) {
    if entries.contains(where: { $0.decisionVersion == subject.decisionVersion }) {
      self = .planned
      return
    }
    if subject.option.remedy.isGoods {
      self = .task(subject.option.remedy)
      return
    }
    do {
      let plan = try CompensationPlan(
        subject.option, order: account?.order, granted: account?.ledger ?? .empty, policy: policy,
        caseID: String(subject.caseID), decisionVersion: subject.decisionVersion)
      let isWithinLimit = try CompensationPlanning.isWithinGoodwill(subject, entries: entries, policy: policy)
      self = isWithinLimit ? .lines(plan.lines) : .obstacle(.exceedsWhatIsLeft)
    } catch CompensationFault.exceedsBudget {
      self = .obstacle(.exceedsWhatIsLeft)
    } catch {
      self = .obstacle(.dataUnusable)
    }
  }

  /// S12: what the rules give out of goodwill stays within the policy's limit for the case, over all of its
  /// decisions. A person may give more: the desk's matter.
  private static func isWithinGoodwill(
    _ subject: CompensationCase, entries: [LedgerEntry], policy: Policy
  ) throws(MoneyError) -> Bool {
    guard subject.budget == .goodwill, subject.decidedBy == .rules, let amount = subject.option.amount else {
      return true
    }
    guard let limit = policy.goodwillLimit else { return false }
    let given = entries.filter { $0.budget == .goodwill && $0.status != .failed }.map(\.amount)
    return try !(Money.sum(given, in: amount.currency) + amount > limit)
  }
}
