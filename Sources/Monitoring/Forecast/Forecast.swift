package import Foundation

/// What will be late if nothing changes: what `redress-monitor forecast` tells.
package struct Forecast: Sendable, Hashable, Encodable {
  package let moment: Moment
  /// How far it looks ahead.
  package let horizonSeconds: Double
  package let stations: [Station]
  package let reviews: Reviews
  /// Running clocks that end within the horizon.
  package let clocks: Int
  /// There are more of them than were looked at.
  package let clocksAreAtLeast: Bool
  /// Of those: their cases wait for the customer or for somebody else outside, and no work of the shop's would stop them.
  package let waitForOthers: Int
  /// Of those: a person has the message that would stop them and has not said that it was passed on, or has a task to do first.
  package let waitForPeople: Int
  /// Clocks that run out before what stops them is done, next due first.
  package let misses: [Miss]

  /// Queues that share their workers.
  package struct Station: Sendable, Hashable, Encodable {
    package let queues: [String]
    package let workers: Int
    package let waiting: Int64
    /// `waiting` was estimated: a lane holds more than is counted.
    package let waitingIsEstimate: Bool
    package let arrivalsPerSecond: Double
    /// The share of what the workers can do that arrives; 1 and more: the queues grow. Left out without workers.
    package let utilization: Double?
    /// Until nothing waits; left out when that is never.
    package let drainSeconds: Double?
    /// Clocks that are missed because of these queues.
    package let misses: Int
    package let moreWorkers: MoreWorkers?
  }

  /// What more workers would do.
  package struct MoreWorkers: Sendable, Hashable, Encodable {
    /// So many more, of the size of those that are there.
    package let workers: Int
    /// Clocks that would not be missed then. That the database keeps up is taken for granted.
    package let saves: Int
  }

  /// The cases that wait for a person.
  package struct Reviews: Sendable, Hashable, Encodable {
    package let waiting: Int
    /// In the last fourteen days, or since the first review.
    package let decided: Int
    /// In eight hours of working time; left out when none was decided.
    package let decisionsPerDay: Double?
    package let emptyAt: Date?
    package let misses: Int
    /// Decisions in eight hours of working time with which none of them would be missed; left out when none is missed, or when one
    /// is due before anybody works again.
    package let neededPerDay: Double?
  }

  package enum Cause: String, Sendable, Hashable, Encodable {
    /// Its job comes too late.
    case queue
    /// Its queue has no worker.
    case noWorker = "no_worker"
    /// Nobody decides it in time.
    case review
  }

  package struct Miss: Sendable, Hashable, Encodable {
    package let reference: String
    package let clock: String
    package let dueAt: Date
    /// When it would be stopped; left out when nobody can tell.
    package let expectedAt: Date?
    package let cause: Cause
    package let queue: String?
    package let responsible: String
  }
}
