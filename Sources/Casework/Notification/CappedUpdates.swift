import Complaints
import Foundation
import LibPQ

/// The cap on news (S30), whoever writes it: the clock, an appeal, a person. Answers and what is asked for have none.
enum CappedUpdates {
  private struct CaseUpdates {
    let policy: PolicyKey
    var written: [Date]
    /// The time until the next update is running.
    var isTimed: Bool
  }

  private static let kinds = [MessageKind.statusUpdate, .holdingReply]

  /// Leaves out what the cap of its case's policy does not allow now. That is an event of the case, and the time until the next
  /// update begins anew where it does not run: news that was withheld must not be the last.
  ///
  /// The caller holds the cases' rows locked.
  static func allowed(
    of batch: [NewNotification], in transaction: Transaction
  ) async throws -> [NewNotification] {
    let capped = Set(batch.filter { kinds.contains($0.kind) }.map(\.caseID))
    guard !capped.isEmpty else { return batch }
    var cases: [Int64: CaseUpdates] = [:]
    for row in try await transaction.execute(
      .readUpdates, capped.sorted(), kinds.map(\.rawValue))
    {
      cases[try row.decode(Int64.self, "case_id")] = CaseUpdates(
        policy: try PolicyKey(row), written: try row.decode([Date].self, "written"),
        isTimed: try row.decode(Bool.self, "is_timed"))
    }
    // A cache of its own: policies that this process has read before are not parsed again.
    let policies = try await PolicyCache().policies(Set(cases.values.map(\.policy)), in: transaction)
    let now = try await BusinessTime.now(in: transaction)
    var kept: [NewNotification] = []
    var events: [CaseEvent] = []
    var clocks: [NewClock] = []
    for notification in batch {
      guard kinds.contains(notification.kind), var updates = cases[notification.caseID] else {
        kept.append(notification)
        continue
      }
      let policy = try policies.policy(of: updates.policy)
      let moment = max(now, notification.notBefore ?? now)
      let isAllowed =
        try policy.updateCap?.allowsOne(
          at: moment, after: updates.written, in: policy.zone, calendar: policy.calendar) ?? true
      if isAllowed {
        kept.append(notification)
        updates.written.append(moment)
      } else {
        events.append(
          CaseEvent(
            .updateWithheld, caseID: notification.caseID, by: .rules, at: now,
            ["message": .text(notification.kind.rawValue)]))
        if !updates.isTimed {
          clocks += try NewClock.started(
            by: .messageSent, at: now, caseID: notification.caseID, standing: nil, policy: policy)
          updates.isTimed = true
        }
      }
      cases[notification.caseID] = updates
    }
    try await CaseEvents.append(events, in: transaction)
    try await ClockRows.start(clocks, in: transaction)
    return kept
  }
}
