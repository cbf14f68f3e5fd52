package import Foundation
import LibPQ

/// A running clock and the case that it belongs to.
package struct ClockCase: Sendable, Hashable, Encodable {
  /// Of the case, such as `R0000012`.
  package let reference: String
  package let clock: String
  /// The run of the clock: 1, and one more each time it was started anew.
  package let cycle: Int
  /// Exclusive: at this instant it is too late.
  package let dueAt: Date
  /// Negative when it is over.
  package let secondsLeft: Double
  /// Of the target that is used up; may be over 100.
  package let percent: Double
  package let isPaused: Bool
  package let isOver: Bool
  package let state: String
  /// The kind of complaint.
  package let complaint: String
  /// The named person of S25.
  package let responsible: String
  package let escalationLevel: Int
}

extension ClockCase {
  init(_ row: Row) throws {
    reference = try row.decode(String.self, "reference")
    clock = try row.decode(String.self, "kind")
    cycle = Int(try row.decode(Int16.self, "cycle"))
    dueAt = try row.decode(Date.self, "due_at")
    secondsLeft = try row.decode(Double.self, "seconds_left")
    percent = try row.decode(Double.self, "percent")
    isPaused = try row.decode(Bool.self, "is_paused")
    isOver = try row.decode(Bool.self, "is_over")
    state = try row.decode(String.self, "state")
    complaint = try row.decode(String.self, "complaint")
    responsible = try row.decode(String.self, "responsible")
    escalationLevel = Int(try row.decode(Int16.self, "escalation_level"))
  }
}
