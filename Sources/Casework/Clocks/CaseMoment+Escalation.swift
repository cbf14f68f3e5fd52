import Complaints
import Foundation

/// S42: time alone takes an unsettled case up the ladder (`escalation.ladder[].after`).
///
/// The clock `escalation` runs to the time of the next rung that has one, and then on to the one after it. All of them count from the
/// receipt.
extension CaseMoment {
  mutating func climbByTime(_ clock: ClockRow) throws(CalendarError) {
    guard !state.isTerminal, policy.timedRungs.indices.contains(clock.number - 1) else { return }
    let level = policy.timedRungs[clock.number - 1].level
    if state.owesNews, effects.escalations.isEmpty,
      let step = ladder.step(to: level, from: head.escalationLevel, besides: head.responsible)
    {
      effects.climb(step, head, because: .silence, by: .clock, &transition)
    }
    effects.newClocks += try NewClock.escalation(
      above: clock.number, of: caseID, receivedAt: head.receivedAt, policy: policy)
  }
}

extension NewClock {
  /// The cycle of that clock that follows the first so many; none where no further rung has a time.
  static func escalation(
    above count: Int, of caseID: Int64, receivedAt: Date, policy: Policy
  ) throws(CalendarError) -> [NewClock] {
    let rungs = policy.timedRungs
    guard rungs.indices.contains(count) else { return [] }
    let deadline = try rungs[count].after.deadline(
      from: receivedAt, in: policy.zone, calendar: policy.calendar)
    return [
      NewClock(
        ClockCycle(.escalation, startedAt: receivedAt, dueAt: deadline.expiresAt), caseID: caseID)
    ]
  }
}
