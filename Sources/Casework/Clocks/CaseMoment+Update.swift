import Complaints
import Foundation

/// S30, S39: the customer hears how it stands, even when nothing is new.
extension CaseMoment {
  /// Decided when all clocks of the moment were heard. At most one update, however many were missed, and never
  /// sooner than a term of its clock after the last message of any kind: the term is the cap, too.
  mutating func writeUpdateIfDue() throws(CalendarError) {
    // What else is told now is news enough; its sending starts the time anew.
    guard isUpdateDue, state.owesNews, effects.notifications.isEmpty else { return }
    // While it is the customer's turn there is nothing to tell; the time is there when the turn changes.
    if isTheCustomersTurn { return try startUpdate(at: now) }
    if let last = subject.lastMessageAt, let next = try policy.clock(.periodicUpdate, startedAt: last),
      next.dueAt > now
    {
      return try startUpdate(at: last)
    }
    // Starts the time anew when it is sent.
    notify(.statusUpdate)
  }

  private var isTheCustomersTurn: Bool {
    switch state {
    case .awaitingChoice, .awaitingInformation: true
    case .compensating: subject.awaitsReturn
    default: false
    }
  }

  private mutating func startUpdate(at instant: Date) throws(CalendarError) {
    effects.newClocks += try NewClock.started(
      by: .messageSent, at: instant, caseID: caseID, standing: head.standing, policy: policy)
  }
}
