package import Foundation
import LibPQ

/// What becomes of a job.
package enum JobState: String, Sendable, Hashable, CaseIterable, Encodable {
  /// Ready, and taken by nobody.
  case waiting
  case running
  /// An attempt failed; the next one is not due yet.
  case retrying
  /// Its first attempt is not due yet on the server's clock.
  case scheduled
  /// Not due yet in business time: it looks at a clock of a case.
  case timer
  /// A limit holds it back.
  case parked
  /// No attempt is left for it.
  case dead
  case done, cancelled
  /// One attempt is settled and the next one is on its way: for a moment only.
  case moving

  /// Something is still to become of it.
  var isOpen: Bool { self != .done && self != .cancelled }

  /// Those that can be listed; of the others nothing but their outcome is kept, and not for long.
  package static let listed: [JobState] = [
    .waiting, .running, .retrying, .scheduled, .timer, .parked, .dead,
  ]
  /// Timers are as many as cases have clocks, and nothing is the matter with them.
  package static let standard = listed.filter { $0 != .timer }

  /// What keeps a job the longest comes first.
  var rank: Int {
    switch self {
    case .dead: 0
    case .parked: 1
    case .retrying: 2
    case .waiting: 3
    case .running: 4
    case .moving: 5
    case .scheduled: 6
    case .timer: 7
    case .done, .cancelled: 8
    }
  }
}

/// A job in a list. Its arguments are not: they are ids, and the case that they name is told.
package struct ListedJob: Sendable, Hashable, Encodable {
  package let job: Int64
  package let state: JobState
  package let queue: String
  package let band: Int
  package let kind: String
  /// Which one runs or is next, from 1; of a dead one, the last.
  package let attempt: Int
  package let enqueuedAt: Date
  /// By the server's clock. Of a dead one: when it was given up.
  package let dueAt: Date
  /// Who runs it, and where.
  package let worker: Int64?
  package let host: String?
  /// Of the newest attempt that failed, in the program's words.
  package let lastError: String?
  /// The case that it is about.
  package let reference: String?
}

extension ListedJob {
  init(_ row: Row) throws {
    let state = try row.decode(String.self, "state")
    guard let known = JobState(rawValue: state) else { throw UnreadableState(state: state) }
    self.state = known
    job = try row.decode(Int64.self, "job")
    queue = try row.decode(String.self, "queue")
    band = Int(try row.decode(Int16.self, "band"))
    kind = try row.decode(String.self, "kind")
    attempt = Int(try row.decode(Int16.self, "attempt"))
    enqueuedAt = try row.decode(Date.self, "enqueued_at")
    dueAt = try row.decode(Date.self, "due")
    worker = try row.decode(Int32?.self, "worker").map(Int64.init)
    host = try row.decode(String?.self, "host")
    lastError = try row.decode(String?.self, "last_error")
    reference = try row.decode(String?.self, "case_reference")
  }
}

/// A statement of this module names a state that the module does not have.
struct UnreadableState: Error, Hashable {
  let state: String
}
