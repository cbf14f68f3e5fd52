package import Foundation
import LibPQ

/// What waits for somebody or something, and should not for long.
package struct Attention: Sendable, Hashable, Encodable {
  /// Messages that customers are owed.
  package let unsentMessages: Int64
  /// In business time.
  package let oldestUnsentAt: Date?
  /// Messages that a person is to pass on and has not: no answer until then (S36).
  package let handedMessages: Int64
  /// In business time.
  package let oldestHandedAt: Date?
  /// Payments of which nobody knows whether they happened.
  package let unknownPayments: Int64
  /// Payout instructions that are in no file for the bank yet.
  package let unexportedPayouts: Int64
  /// What people have still to do for customers: goods to send, repair, take back.
  package let openTasks: Int64
  /// Of these, those whose time is over.
  package let overdueTasks: Int64
  /// Cases that wait for a person's decision.
  package let manualReviews: Int64
  /// In business time.
  package let oldestReviewAt: Date?
  /// Jobs that failed and wait for another attempt; counted up to 10 000.
  package let waitingRetries: Int64

  static let mostRetries = 10_000
}

extension Attention {
  init(_ rows: Rows) throws {
    let row = rows[0]
    unsentMessages = try row.decode(Int64.self, "unsent_messages")
    oldestUnsentAt = try row.decode(Date?.self, "oldest_unsent_at")
    handedMessages = try row.decode(Int64.self, "handed_messages")
    oldestHandedAt = try row.decode(Date?.self, "oldest_handed_at")
    unknownPayments = try row.decode(Int64.self, "unknown_payments")
    unexportedPayouts = try row.decode(Int64.self, "unexported_payouts")
    openTasks = try row.decode(Int64.self, "open_tasks")
    overdueTasks = try row.decode(Int64.self, "overdue_tasks")
    manualReviews = try row.decode(Int64.self, "manual_reviews")
    oldestReviewAt = try row.decode(Date?.self, "oldest_review_at")
    waitingRetries = try row.decode(Int64.self, "waiting_retries")
  }
}

/// What failed within the last hour, by kind of job.
package struct RecentFailure: Sendable, Hashable, Encodable {
  package let kind: String
  /// Failed attempts; counted up to 10 000 of all kinds together.
  package let failures: Int64
  package let lastFailedAt: Date
  package let lastError: String

  static let most = 10_000
}

extension RecentFailure {
  init(_ row: Row) throws {
    kind = try row.decode(String.self, "kind")
    failures = try row.decode(Int64.self, "failures")
    lastFailedAt = try row.decode(Date.self, "last_failed_at")
    lastError = try row.decode(String.self, "last_error")
  }
}
