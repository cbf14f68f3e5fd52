package import Complaints
import Foundation
package import Gateways
package import JobQueue
package import LibPQ

/// The step `notify`: writes and sends what customers are owed, each message once.
///
/// `prepare` reads a batch with one statement, renders and sends; `plan` and `apply` mark what was sent, with
/// its event, and stop and start the clocks that a message stops and starts. A worker that dies in between
/// has its messages sent again under the same keys, which sends nothing.
package struct NotifyHandler: JobHandler {
  private let pool: Pool
  private let sending: MessageSending
  private let policies: PolicyCache

  /// - Parameters:
  ///   - mail: for complaints that came by mail or by the form, where the customer's address is known.
  ///   - handover: for all others.
  ///   - sender: whose address mails come from.
  ///   - catalog: the texts, read and checked when the program starts.
  package init(
    pool: Pool, mail: any MailGateway, handover: any HandoverGateway, sender: MailAddress,
    catalog: MessageCatalog,
    policies: PolicyCache = PolicyCache()
  ) {
    self.pool = pool
    self.sending = MessageSending(catalog: catalog, mail: mail, handover: handover, sender: sender)
    self.policies = policies
  }

  /// What was sent, by notification. What was marked before is left out.
  package func prepare(_ jobs: [Job<NotifyJob>]) async throws -> PreparedNotifications {
    let sources = try await NotificationSource.read(Array(Set(jobs.map(\.arguments.notification))), in: pool)
    let policies = try await policies.policies(Set(sources.map(\.policy)), in: pool)
    let patient = Set(jobs.filter(\.isPatient).map(\.arguments.notification))
    let early = Set(
      sources.filter { $0.isEarly && patient.contains($0.notificationID) }.map(\.notificationID))
    let due = sources.filter { !early.contains($0.notificationID) }
    let codes = try await Surveys.ask(due, policies, in: pool)
    var prepared = PreparedNotifications(early: early)
    // Oldest first, one after the other: a case's mails leave in the order in which they were written.
    for source in due {
      prepared.results[source.notificationID] = try await sending.send(
        source, policy: policies.policy(of: source.policy), surveyCode: codes[source.notificationID])
    }
    return prepared
  }

  package func plan(
    _ jobs: [Job<NotifyJob>], prepared: PreparedNotifications, in transaction: Transaction
  ) async throws -> JobPlan<NotificationEffects> {
    let ids = Array(prepared.results.keys)
    // The cases before their notifications and clocks, as everywhere.
    let cases = try await NotifiedCase.lock(ids, in: transaction)
    let policies = try await policies.policies(Set(cases.values.map(\.policy)), in: transaction)
    var effects = NotificationEffects(moment: try await BusinessTime.now(in: transaction))
    effects.forgotten = cases.values.filter(\.isErased).map(\.caseID).sorted()
    var dispositions: [Int64: Disposition] = [:]
    for job in jobs where prepared.early.contains(job.arguments.notification) {
      dispositions[job.id] = .snooze(.milliseconds(200))
    }
    for row in try await transaction.execute(.lockUnsent, ids) {
      let unsent = try UnsentNotification(row)
      guard let result = prepared.results[unsent.notificationID], let subject = cases[unsent.caseID] else {
        continue
      }
      try effects.add(result, of: unsent, in: subject, policy: policies.policy(of: subject.policy))
      if case .unwritable(let reason) = result {
        for job in jobs where job.arguments.notification == unsent.notificationID {
          dispositions[job.id] = .dead(reason: reason)
        }
      }
    }
    return JobPlan(effects, dispositions: dispositions)
  }

  package func apply(_ effects: NotificationEffects, in transaction: Transaction) async throws {
    try await effects.apply(in: transaction)
  }
}

/// What `prepare` did.
package struct PreparedNotifications: Sendable, Hashable {
  var results: [Int64: MessageResult] = [:]
  /// Not sent, because an earlier message of the case is not.
  var early: Set<Int64> = []
}

extension Job<NotifyJob> {
  /// Whether it waits for an earlier message of its case, which another worker is about to send: nobody is offered a remedy
  /// before the complaint is acknowledged. After a minute a message out of order is better than none, for the earlier
  /// one may be undeliverable.
  fileprivate var isPatient: Bool { enqueuedAt.addingTimeInterval(60) > Date() }
}
