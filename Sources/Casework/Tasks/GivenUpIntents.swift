import Complaints
import Foundation
import LibPQ

/// What was intended for a customer while goods were awaited that do not come back.
enum GivenUpIntents {
  /// Marks it as failed, with an event for each: nobody was ever asked for it, and it takes no room on its order any more.
  /// The caller holds the cases.
  static func write(_ caseIDs: [Int64], at moment: Date, in transaction: Transaction) async throws {
    guard !caseIDs.isEmpty else { return }
    try await transaction.execute(.giveUpIntents, caseIDs, TaskFailure.notReturned.rawValue, moment)
  }
}
