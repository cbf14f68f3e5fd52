package import Foundation
import LibPQ

/// A case at a glance: what it is, what is due, and what happened last. Nothing of it is about the customer.
package struct CaseGlance: Sendable, Hashable {
  package struct Clock: Sendable, Hashable {
    package let kind: String
    /// The run of the clock: 1, and one more each time it was started anew.
    package let cycle: Int
    /// Exclusive.
    package let dueAt: Date
    /// Negative when it is over.
    package let secondsLeft: Double
    package let isPaused: Bool
    package let stoppedAt: Date?
    package let breachedAt: Date?
  }

  package struct Event: Sendable, Hashable {
    package let kind: String
    package let actor: String
    package let at: Date
    /// Names and values of ours.
    package let details: String
  }

  package let moment: Moment
  package let head: ListedCase
  package let channel: String
  package let locale: String
  /// With its version.
  package let policy: String
  /// Those that run first, next due first.
  package let clocks: [Clock]
  /// The latest first.
  package let events: [Event]
}

extension CaseGlance.Clock {
  init(_ row: Row) throws {
    kind = try row.decode(String.self, "kind")
    cycle = Int(try row.decode(Int16.self, "cycle"))
    dueAt = try row.decode(Date.self, "due_at")
    secondsLeft = try row.decode(Double.self, "seconds_left")
    isPaused = try row.decode(Bool.self, "is_paused")
    stoppedAt = try row.decode(Date?.self, "stopped_at")
    breachedAt = try row.decode(Date?.self, "breached_at")
  }
}

extension CaseGlance.Event {
  init(_ row: Row) throws {
    kind = try row.decode(String.self, "kind")
    actor = try row.decode(String.self, "actor")
    at = try row.decode(Date.self, "occurred_at")
    details = try row.decode(String.self, "details")
  }
}

extension Monitor {
  /// - Parameters:
  ///   - reference: such as `R0000012`.
  ///   - events: at most so many.
  /// - Returns: `nil` when there is no such case.
  package func glance(at reference: String, events: Int = 200) async throws -> CaseGlance? {
    let answers = try await read(
      Statement.businessTime.with(), Statement.caseGlance.with(reference),
      Statement.caseGlanceClocks.with(reference),
      Statement.caseGlanceEvents.with(reference, Int64(events)))
    guard let row = answers[1].first else { return nil }
    return CaseGlance(
      moment: try Moment(answers[0]), head: try ListedCase(row),
      channel: try row.decode(String.self, "channel"), locale: try row.decode(String.self, "locale"),
      policy:
        "\(try row.decode(String.self, "policy_id")) \(try row.decode(String.self, "policy_version"))",
      clocks: try answers[2].map(CaseGlance.Clock.init), events: try answers[3].map(CaseGlance.Event.init))
  }
}
