import Complaints
import Foundation

/// A running clock with what its case waits for.
struct TimedCase: Sendable {
  let reference: String
  let clock: ClockKind
  let dueAt: Date
  let state: CaseState
  let band: Int
  let responsible: String
  /// Since the last thing that happened to the case, where a job is what it waits for; else since it came in.
  let secondsInState: Double
  /// How many cases a person decides before it; `nil`: it does not wait for one.
  let reviewPlace: Int?
  let hasOpenTask: Bool
  let policy: String
  /// Messages that a worker is to send, and those that a person is to pass on.
  let owed: Set<MessageKind>
  let handed: Set<MessageKind>
  let owedSeconds: Double
}

/// What a case goes through until a clock is stopped.
enum Itinerary: Sendable, Hashable {
  /// Queues, one after the other; the first has had the job for so many seconds. Where a person decides first, the case has to get
  /// through their pile before.
  case work(afterReview: Bool, queues: [String], waitedSeconds: Double)
  /// A person is to pass a message on, or to do a task.
  case person
  /// The customer, an expert, or nothing at all: no work of the shop's would stop it.
  case others

  /// In which a job is what the case waits for.
  private static let verified: [CaseState] = [.received, .acknowledged, .verifying]
  static let statesOfJobs = verified + [.compensating]

  init(_ timed: TimedCase) {
    func stops(_ kind: MessageKind) -> Bool { kind.clockEvents.contains { $0.stops.contains(timed.clock) } }
    if timed.owed.contains(where: stops) {
      self = .work(afterReview: false, queues: ["notify"], waitedSeconds: timed.owedSeconds)
    } else if timed.handed.contains(where: stops) {
      self = .person
    } else if timed.clock == .remedy {
      let job = Itinerary.work(
        afterReview: false, queues: ["compensate"], waitedSeconds: timed.secondsInState)
      self = timed.hasOpenTask ? .person : timed.state == .compensating ? job : .others
    } else if timed.reviewPlace != nil {
      self = .work(afterReview: true, queues: ["notify"], waitedSeconds: 0)
    } else if Self.verified.contains(timed.state) {
      self = .work(afterReview: false, queues: ["verify", "notify"], waitedSeconds: timed.secondsInState)
    } else {
      self = .others
    }
  }
}
