import Complaints
import Foundation
package import JobQueue
package import LibPQ

/// Something has become known of a mail that was sent: `casework.report_delivery`, `casework.report_bounce`.
package struct DeliveryJob: JobArguments, Hashable {
  package static let kind = "delivery"
  package static let queue = "notify"
  package let notification: Int64
  /// `nil`: it has arrived.
  package let bounced: BounceReason?

  package init(notification: Int64, bounced: BounceReason? = nil) {
    self.notification = notification
    self.bounced = bounced
  }
}

/// The step `delivery`: what follows when a mail has arrived, or come back (S36).
///
/// An answer that came back is none: the clocks that it stopped go on where they would stand, which is a breach
/// at once when their time has passed, the case goes up one rung, and the message is owed again, by the hand of a
/// person, for this address takes no more mail. The same news twice changes nothing.
package struct DeliveryHandler: JobHandler {
  private let policies: PolicyCache

  package init(policies: PolicyCache = PolicyCache()) { self.policies = policies }

  package func plan(
    _ jobs: [Job<DeliveryJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<DeliveryEffects> {
    // What came back came back, whatever else is said of it.
    let news = Dictionary(jobs.map { ($0.arguments.notification, $0.arguments.bounced) }) { $0 ?? $1 }
    let ids = news.keys.sorted()
    let cases = try await NotifiedCase.lock(ids, in: transaction)
    let heads = try await CaseHead.lock(cases.keys.sorted(), in: transaction)
    let headOf = Dictionary(uniqueKeysWithValues: heads.map { ($0.caseID, $0) })
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let mails = try await SentMail.lock(news, in: transaction)
    let hasBounces = news.values.contains { $0 != nil }
    let roster = hasBounces ? try await Roster.read(in: transaction) : .empty
    var effects = DeliveryEffects(moment: try await BusinessTime.now(in: transaction))
    for mail in mails {
      guard let head = headOf[mail.caseID], let bounced = news[mail.notificationID]
      else { continue }
      let policy = try policies.policy(of: head.policy)
      if let bounced {
        effects.add(bounced, of: mail, head, ShopLadder(policy: policy, roster: roster))
      } else {
        effects.addDelivery(of: mail, head, policy: policy)
      }
    }
    return JobPlan(effects)
  }

  package func apply(_ effects: DeliveryEffects, in transaction: Transaction) async throws {
    try await effects.apply(in: transaction)
  }
}

/// A mail that was sent, under its lock.
struct SentMail: Sendable, Hashable {
  let notificationID: Int64
  let caseID: Int64
  let kind: MessageKind
  let facts: NotificationFacts
  let isDelivered: Bool
  let isBounced: Bool
  /// The customer has another answer, which did not come back.
  let isAnsweredOtherwise: Bool

  static func lock(
    _ news: [Int64: BounceReason?], in transaction: Transaction
  ) async throws -> [SentMail] {
    try await transaction.execute(
      .lockDeliveries, news.keys.sorted(), MessageKind.allCases.filter(\.isAnswer).map(\.rawValue),
      news.filter { $0.value != nil }.keys.sorted()
    ).map(SentMail.init)
  }

  /// Reads a row of lock_deliveries.
  private init(_ row: Row) throws {
    notificationID = try row.decode(Int64.self, "notification_id")
    caseID = try row.decode(Int64.self, "case_id")
    kind = try row.word("kind")
    facts = try row.decode(JSONText.self, "facts").decoded()
    isDelivered = try row.decode(Bool.self, "is_delivered")
    isBounced = try row.decode(Bool.self, "is_bounced")
    isAnsweredOtherwise = try row.decode(Bool.self, "is_answered_otherwise")
  }
}
