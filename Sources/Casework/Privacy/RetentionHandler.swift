import Complaints
import Foundation
package import JobQueue
package import LibPQ

/// Look for what has been kept long enough.
package struct RetentionJob: JobArguments, Hashable {
  package static let kind = "retention"
  package static let queue = "clock"

  package init() {}

  /// Every night, when shops sleep; a night that was missed is made up for once.
  package static var schedule: Schedule {
    get throws { try Schedule("retention", cron: "17 2 * * *", band: 2, job: RetentionJob()) }
  }
}

/// The step `retention`: erases what the policies want to be kept no longer, counted from the closing of cases, by the policy that each was
/// received under.
///
/// A batch at a time: one that was full leaves a job for the next. What it erases is marked as erased, so that running it again does
/// nothing, and a batch that was interrupted was not.
package struct RetentionHandler: JobHandler {
  private let policies: PolicyCache
  private let limit: Int

  /// - Parameter limit: the most cases, or customers, of one transaction.
  package init(policies: PolicyCache = PolicyCache(), limit: Int = 500) {
    self.policies = policies
    self.limit = limit
  }

  package func plan(
    _ jobs: [Job<RetentionJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<RetentionEffects> {
    let keys = Set(try await transaction.execute(.listPolicies).map { try PolicyKey($0) })
    let policies = try await policies.policies(keys, in: transaction)
    let now = try await BusinessTime.now(in: transaction)
    func cutoffs(_ term: (RetentionRule) -> Term?) throws -> RetentionCutoffs {
      try RetentionCutoffs(policies, at: now, term)
    }
    func due(_ statement: Statement, _ cutoffs: RetentionCutoffs) async throws -> [Int64] {
      guard !cutoffs.isEmpty else { return [] }
      return try await transaction.execute(
        statement, cutoffs.policies, cutoffs.versions, cutoffs.moments, limit
      ).map { try $0.decode(Int64.self, at: 0) }
    }
    var erasure = Erasure(by: .rules, at: now)
    // Cases before their customers; what an erasure on request has locked is skipped, so neither waits for the other.
    erasure.words = try await due(.dueWords, try cutoffs { $0.messages })
    erasure.attachments = try await due(.dueAttachments, try cutoffs { $0.attachments })
    erasure.names = try await due(.dueCustomers, try cutoffs { $0.customerData })
    let isFull = [erasure.words, erasure.attachments, erasure.names].contains { $0.count >= limit }
    return JobPlan(
      RetentionEffects(
        erasure: erasure, documents: try cutoffs { $0.payoutDocuments }, goesOn: isFull))
  }

  package func apply(_ effects: RetentionEffects, in transaction: Transaction) async throws {
    try await effects.erasure.apply(in: transaction)
    let documents = effects.documents
    if !documents.isEmpty {
      try await transaction.execute(
        .erasePayoutDocuments, documents.policies, documents.versions, documents.moments)
    }
    if effects.goesOn { try await JobQueue.enqueue(RetentionJob(), in: transaction) }
  }
}

/// What one batch erases.
package struct RetentionEffects: Sendable, Hashable {
  let erasure: Erasure
  let documents: RetentionCutoffs
  let goesOn: Bool
}

/// For each policy that has a rule: what began before is kept no longer.
struct RetentionCutoffs: Sendable, Hashable {
  private(set) var policies: [String] = []
  private(set) var versions: [String] = []
  private(set) var moments: [Date] = []

  var isEmpty: Bool { policies.isEmpty }

  init(
    _ rules: [PolicyKey: Policy], at now: Date, _ term: (RetentionRule) -> Term?
  ) throws(CalendarError) {
    for (key, policy) in rules {
      guard let term = policy.retention.flatMap(term) else { continue }
      policies.append(key.id)
      versions.append(key.version)
      moments.append(try policy.cutoff(of: term, at: now))
    }
  }
}
