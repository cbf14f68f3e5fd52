import Complaints
package import Foundation

/// A case as a monitor may see it, and what of it is still open: read by sql/monitoring/case_view.sql.
///
/// References, times, amounts, words of ours and the names of the shop's own people. What the customer gave or wrote (name,
/// address, order, complaint, answers), what anybody wrote about it (notes, statements, a mediation's dispute), and what files are
/// called is not read: that is for those who handle the case, with `redress case show`.
package struct CaseView: Sendable, Hashable, Decodable {
  package let reference: String
  /// The merchant's, or the channel's, own number for the complaint.
  package let externalReference: String
  /// The kind of complaint.
  package let complaint: String
  /// The raw value of a `CaseState`.
  package let state: String
  package let stateSince: Date
  /// Id and version.
  package let policy: String
  /// The named person of S25.
  package let responsible: String
  package let escalationLevel: Int
  package let receivedAt: Date
  package let closedAt: Date?
  /// The case that this one repeats (S22).
  package let repeats: String?

  let review: Review?
  let request: Request?
  /// Those that run, next due first.
  let clocks: [RunningClock]
  let tasks: [OpenTask]
  let payments: [OpenPayment]
  /// Owed to the customer and not sent.
  let messages: [OwedMessage]
  let mediationSince: Date?
  let queues: [StepQueue]

  /// A person is to decide.
  struct Review: Sendable, Hashable, Decodable {
    let reason: String
    let since: Date
  }

  /// What the customer was asked for last (S19).
  struct Request: Sendable, Hashable, Decodable {
    let items: [String]
    let since: Date
  }

  struct RunningClock: Sendable, Hashable, Decodable {
    /// The raw value of a `ClockKind`.
    let clock: String
    let cycle: Int
    let since: Date
    /// Exclusive.
    let dueAt: Date
    /// Since when it stands still.
    let pausedAt: Date?
    let isBreached: Bool
  }

  struct OpenTask: Sendable, Hashable, Decodable {
    let number: Int64
    /// `await_return`, `repair` …
    let task: String
    let since: Date
    let dueAt: Date?
  }

  struct OpenPayment: Sendable, Hashable, Decodable {
    let remedy: String
    let amount: Money
    /// `intended` (the goods come back first), `executing`, `unknown`.
    let status: String
    let since: Date
    /// What is still to become of its payout: `unexported`, `unconfirmed`; `nil`: it is none.
    let payout: String?
  }

  struct OwedMessage: Sendable, Hashable, Decodable {
    let number: Int64
    let message: String
    let channel: String
    /// Before this moment nothing is said.
    let writtenAt: Date
    /// Since when it lies with a person who is to pass it on.
    let handedAt: Date?
  }

  struct StepQueue: Sendable, Hashable, Decodable {
    let queue: String
    let pausedAt: Date?
    let pauseReason: String?
    /// Alive, and taking jobs from it.
    let workers: Int
  }

  /// The commitment or wait that ends next; `nil`: no clock runs.
  package var nextDue: NextDue? {
    clocks.first.map {
      NextDue(clock: $0.clock, dueAt: $0.dueAt, isPaused: $0.pausedAt != nil, isBreached: $0.isBreached)
    }
  }

  package struct NextDue: Sendable, Hashable, Encodable {
    package let clock: String
    /// Exclusive.
    package let dueAt: Date
    package let isPaused: Bool
    package let isBreached: Bool
  }
}
