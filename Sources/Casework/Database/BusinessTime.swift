package import Foundation
package import LibPQ

/// The time that deadlines, offers and surveys are measured in: the server's, but in a sandbox one that can be moved on.
package enum BusinessTime {
  /// The queue's timeline that timers of cases wait on.
  package static let timeline = "business"

  /// The business time of the transaction's start.
  package static func now(in executor: some StatementExecutor) async throws -> Date {
    try await executor.execute(.businessNow)[0].decode(Date.self, at: 0)
  }
}
