import Complaints
import Foundation

/// What comes after a case is settled (S33): the question whether it is well, and when nobody answers, the
/// end.
///
/// The clock `follow_up` runs twice: until the customer is asked, and then until the answer does not come, by the day that the
/// question has named. After a refusal it runs once: until the time for an appeal is over (`NewClock.appealPeriod`), and then the customer
/// reads that the case is closed. None ends in silence (S34).
extension CaseMoment {
  /// By what a cycle was ended that led to the question; the cycle after it ends the case.
  static let asked = "asked"

  /// - Returns: by what the cycle ends.
  mutating func followUp(_ clock: ClockRow) throws -> String {
    switch state {
    case .resolved where clock.previousStoppedBy == Self.asked: try close()
    case .resolved:
      guard let next = try answerTime() else {
        try close()
        break
      }
      effects.newClocks.append(NewClock(next, caseID: caseID))
      notify(.survey, NotificationFacts(replyBy: policy.zone.lastDay(before: next.dueAt)))
      return Self.asked
    case .rejected:
      try close()
      notify(.closed, NotificationFacts(replyBy: policy.zone.lastDay(before: clock.cycle.dueAt)))
    default: break
    }
    return "expired"
  }

  /// How long the answer is waited for: as long as the survey can be answered, since "it is not settled" opens the case
  /// again, and nothing opens one that is closed. Without a survey, as long again as before the question.
  private func answerTime() throws(CalendarError) -> ClockCycle? {
    guard let survey = policy.survey else { return try policy.clock(.followUp, startedAt: now) }
    let deadline = try survey.openFor.deadline(from: now, in: policy.zone, calendar: policy.calendar)
    return ClockCycle(.followUp, startedAt: now, dueAt: deadline.expiresAt)
  }

  private mutating func close() throws(IllegalTransition) { try transition.move(to: .closed, by: .clock) }
}

extension NewClock {
  /// How long a refusal can be appealed; when nobody does, its end closes the case. A cycle of `follow_up`,
  /// because it is the same wait: for whether the customer leaves it at that.
  static func appealPeriod(
    of caseID: Int64, from instant: Date, policy: Policy
  ) throws(CalendarError) -> NewClock {
    let deadline = try policy.escalation.appealWithin.deadline(
      from: instant, in: policy.zone, calendar: policy.calendar)
    return NewClock(
      ClockCycle(.followUp, startedAt: instant, dueAt: deadline.expiresAt), caseID: caseID)
  }
}
