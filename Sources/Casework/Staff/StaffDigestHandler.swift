import Foundation
package import Gateways
package import JobQueue
package import LibPQ

/// Somebody of the shop may be owed a mail about cases.
package struct StaffDigestJob: JobArguments, Hashable {
  package static let kind = "staff_digest"
  package static let queue = "notify"

  package init() {}
}

/// The step `staff_digest`: tells the shop's own people what happened to their cases, each by one mail in an interval at most.
///
/// A digest is made, with all that belongs to it, in a transaction of its own before anything is sent; its number is the key of
/// the mail. So a worker that dies after sending has it sent again under the same key, which sends nothing; and what is written
/// meanwhile waits for the next. A job that comes too early, too late or twice does no harm: the rows decide.
package struct StaffDigestHandler: JobHandler {
  private let pool: Pool
  private let mail: any MailGateway
  private let sender: MailAddress
  private let interval: Duration
  private let policies: PolicyCache

  /// - Parameters:
  ///   - sender: whose address the mails come from.
  ///   - interval: in business time; nobody gets more than one mail in it.
  package init(
    pool: Pool, mail: any MailGateway, sender: MailAddress, interval: Duration,
    policies: PolicyCache = PolicyCache()
  ) {
    self.pool = pool
    self.mail = mail
    self.sender = sender
    self.interval = interval
    self.policies = policies
  }

  private var seconds: Double { interval / .seconds(1) }

  package func prepare(_ jobs: [Job<StaffDigestJob>]) async throws -> SentDigests {
    try await pool.withTransaction { transaction in
      try await transaction.execute(.lockStaffDigests)
      try await transaction.execute(.makeStaffDigests, seconds)
    }
    var sent = SentDigests()
    for digest in try await StaffDigest.readUnsent(policies, in: pool) {
      do throws(MailError) {
        let receipt = try await mail.send(
          OutgoingMail(
            digest.message, from: try MailAddress(sender.address, name: "Redress"),
            to: try MailAddress(digest.recipient), date: digest.madeAt, automation: .generated),
          idempotencyKey: digest.key)
        sent.results[digest.digestID] = .sent(messageID: receipt.messageID)
      } catch  where error.isPermanent {
        sent.results[digest.digestID] = .failed(error.description)
      } catch {
        // The others' mails may go.
        sent.obstacle = error.description
      }
    }
    return sent
  }

  package func plan(
    _ jobs: [Job<StaffDigestJob>], prepared: SentDigests, in transaction: Transaction
  ) async throws -> JobPlan<SentDigests> {
    let retries = prepared.obstacle.map { reason in
      Dictionary(uniqueKeysWithValues: jobs.prefix(1).map { ($0.id, Disposition.retry(reason: reason)) })
    }
    return JobPlan(prepared, dispositions: retries ?? [:])
  }

  package func apply(_ sent: SentDigests, in transaction: Transaction) async throws {
    let now = try await BusinessTime.now(in: transaction)
    let results = sent.results.sorted { $0.key < $1.key }
    if !results.isEmpty {
      try await transaction.execute(
        .markStaffDigests, results.map(\.key), results.map(\.value.messageID), results.map(\.value.failure),
        now)
    }
    // What came too early for its person is looked at again.
    guard let due = try await transaction.execute(.nextStaffDigest, seconds)[0].decode(Date?.self, at: 0)
    else { return }
    try await JobQueue.enqueue(
      [NewJob(StaffDigestJob(), runAt: due, timeline: BusinessTime.timeline)], in: transaction)
  }
}

/// What `prepare` did.
package struct SentDigests: Sendable, Hashable {
  enum Result: Sendable, Hashable {
    case sent(messageID: String)
    /// No mail can be sent to that address; the reason names rules, never values.
    case failed(String)

    var messageID: String? {
      if case .sent(let id) = self { id } else { nil }
    }
    var failure: String? {
      if case .failed(let reason) = self { reason } else { nil }
    }
  }

  /// By digest.
  var results: [Int64: Result] = [:]
  /// Why some could not be sent now.
  var obstacle: String?
}
