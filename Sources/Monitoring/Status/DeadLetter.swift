package import Foundation
import LibPQ

/// A job that no attempt is left for. A person looks at it, and may have it run again.
package struct DeadLetter: Sendable, Hashable, Encodable {
  package let job: Int64
  package let kind: String
  package let queue: String
  package let attempts: Int
  package let diedAt: Date
  package let reason: String
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
  }
}

extension Monitor {
  /// Newest first.
  package func deadLetters(limit: Int = 100) async throws -> [DeadLetter] {
    try await read(Statement.deadLetters.with(Int64(limit)))[0].map(DeadLetter.init)
  }
}
