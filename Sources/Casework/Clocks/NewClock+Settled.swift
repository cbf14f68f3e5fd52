import Complaints
import Foundation

extension NewClock {
  /// What is timed once it is settled what the customer gets (S40): where goods come back first and the policy says how
  /// long that may take, the wait for them; else the remedy, by its own term, from where the policy counts.
  static func settled(
    _ choice: Choice, decidedAt: Date, of head: CaseHead, policy: Policy
  ) throws(CalendarError) -> [NewClock] {
    let waits = choice.option.needsReturn && policy.clocks[.goodsReturn] != nil
    let start = policy.remedyStart(receivedAt: head.receivedAt, decidedAt: decidedAt, settledAt: choice.at)
    return try started(
      by: waits ? .returnAwaited : .accepted, at: waits ? choice.at : start, caseID: head.caseID,
      standing: head.standing, remedy: choice.option.remedy, policy: policy)
  }
}
