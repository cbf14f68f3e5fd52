import Complaints
import Foundation

/// A remedy that is carried out late brings more (L6): decided once all else of the decision is done, when it is known how late it was.
extension CompensationCase {
  enum Penalty: Sendable, Hashable {
    /// Something of the decision is still to be done.
    case notYet
    /// Nothing is owed, or its line was written.
    case settled
    case owed(CompensationLine)
  }

  /// - Parameters:
  ///   - entries: of this decision, reversals among them.
  ///   - account: of the case's order under its lock, `nil` when it has none.
  func penalty(
    after entries: [LedgerEntry], _ account: OrderAccount?, _ policy: Policy, at moment: Date
  ) throws(MoneyError) -> Penalty {
    guard let daysLate = self.daysLate(policy, at: moment), let account, !hasPenalty(entries) else {
      return .settled
    }
    let isGiven = option.remedy.isGoods || !entries.isEmpty
    guard nextTask == nil, isGiven, entries.allSatisfy({ $0.status == .done }) else { return .notYet }
    let line = try RemedyPenalty.line(
      daysLate: daysLate, number: entries.count + 1, order: account.order, granted: account.ledger,
      policy: policy, caseID: String(caseID), decisionVersion: decisionVersion)
    return line.map { Penalty.owed($0) } ?? .settled
  }

  /// Whether a penalty may still be owed: nothing is given for good before that is settled.
  func mayOwePenalty(_ entries: [LedgerEntry], _ policy: Policy, at moment: Date) -> Bool {
    orderID != nil && daysLate(policy, at: moment) != nil && !hasPenalty(entries)
  }

  /// Civil days in the policy's zone after the last one of the remedy's time; `nil`: it is in time, or nothing is owed by the day.
  func daysLate(_ policy: Policy, at moment: Date) -> Int? {
    guard policy.remedyPenalty != nil, RemedyPenalty.applies(to: option), let remedyDue, moment >= remedyDue
    else { return nil }
    let last = policy.zone.lastDay(before: remedyDue)
    return policy.zone.civilDate(of: moment).daysSinceEpoch - last.daysSinceEpoch
  }

  private func hasPenalty(_ entries: [LedgerEntry]) -> Bool {
    entries.contains { $0.budget == .remedyPenalty }
  }
}
