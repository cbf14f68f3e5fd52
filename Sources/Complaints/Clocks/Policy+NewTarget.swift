package import Foundation

extension Policy {
  /// The shop's own target, begun anew for a customer who is told a day although all that timed the answer is over (S27): as
  /// long as its clock, or as the answer's where the policy has no such clock. Throws where the calendar ends too early.
  package func newTarget(at instant: Date) throws(CalendarError) -> ClockCycle? {
    if let target = try clock(.internalTarget, startedAt: instant) { return target }
    return try clock(.answer, startedAt: instant).map {
      ClockCycle(.internalTarget, startedAt: instant, dueAt: $0.dueAt)
    }
  }
}
