package import Foundation
import LibPQ

/// A job that no attempt is left for. A person looks at it, and may have it run again.
package struct DeadLetter: Sendable, Hashable, Encodable {
  /// What went wrong with one attempt.
  package struct Failure: Sendable, Hashable, Encodable {
    package let attempt: Int
    package let failedAt: Date
    package let error: String
  }

  package let job: Int64
  package let kind: String
  package let queue: String
  package let attempts: Int
  package let diedAt: Date
  /// Why it was given up: the last error, or that it took its workers with it.
  package let reason: String
  /// Of every attempt that failed with an error, the first one first.
  package let failures: [Failure]
  /// The arguments as JSON: ids.
  package let arguments: String

  init(_ row: Row) throws {
    job = try row.decode(Int64.self, "job")
    kind = try row.decode(String.self, "kind")
    queue = try row.decode(String.self, "queue")
    attempts = Int(try row.decode(Int16.self, "attempt"))
    diedAt = try row.decode(Date.self, "died_at")
    reason = try row.decode(String.self, "reason")
    arguments = try row.decode(String.self, "arguments")
    failures = try Failure.list(row)
  }
}

extension DeadLetter.Failure {
  /// Reads the arrays of a row.
  static func list(_ row: Row) throws -> [Self] {
    let attempts = try row.decode([Int16].self, "attempts")
    let moments = try row.decode([Date].self, "moments")
    let errors = try row.decode([String].self, "errors")
    return attempts.indices.map {
      Self(attempt: Int(attempts[$0]), failedAt: moments[$0], error: errors[$0])
    }
  }
}

extension Monitor {
  /// Newest first.
  package func deadLetters(limit: Int = 100) async throws -> [DeadLetter] {
    try await read(Statement.deadLetters.with(Int64(limit)))[0].map(DeadLetter.init)
  }
}
