import Complaints
package import Foundation
package import LibPQ

/// What people do with messages: pass on what was put into their hands, and say what became of mails.
///
/// Commands name a message by its number, which is the one in the name of its file.
package struct MessageDesk: Sendable {
  private let pool: Pool
  private let policies: PolicyCache

  package init(pool: Pool, policies: PolicyCache = PolicyCache()) {
    self.pool = pool
    self.policies = policies
  }

  /// A message in a person's hands that the customer has not heard yet.
  package struct Handed: Sendable, Hashable, Encodable {
    package let number: Int64
    package let reference: String
    package let kind: String
    /// By which way the customer is to be told.
    package let channel: String
    package let language: String?
    package let handedAt: Date
  }

  /// The oldest first.
  package func handed(limit: Int) async throws -> [Handed] {
    try await pool.execute(.listHanded, limit).map { row in
      Handed(
        number: try row.decode(Int64.self, "notification_id"),
        reference: try row.decode(String.self, "reference"), kind: try row.decode(String.self, "kind"),
        channel: try row.decode(String.self, "channel"),
        language: try row.decode(String?.self, "language"),
        handedAt: try row.decode(Date.self, "handed_at"))
    }
  }

  /// The customer was told: only now has the message left the house, and stops the clocks that waited for it.
  package func told(_ number: Int64, by name: String) async throws {
    let actor = try await CaseDesk(pool: pool).person(name)
    try await pool.withTransaction { transaction in
      let cases = try await NotifiedCase.lock([number], in: transaction)
      guard let row = try await transaction.execute(.lockHanded, [number]).first,
        let subject = cases[try row.decode(Int64.self, "case_id")]
      else { throw MessageRefusal.notHanded(number) }
      guard try !row.decode(Bool.self, "is_told") else { throw MessageRefusal.toldBefore(number) }
      let policies = try await policies.policies([subject.policy], in: transaction)
      var effects = NotificationEffects(moment: try await BusinessTime.now(in: transaction))
      try effects.addTold(
        UnsentNotification(row), in: subject, by: actor, policy: policies.policy(of: subject.policy))
      try await effects.apply(in: transaction)
    }
  }

  /// A mail came back. What follows is a worker's to do.
  ///
  /// - Parameter message: its number, or its Message-ID.
  package func bounced(_ message: String, because reason: BounceReason) async throws {
    let row = try await pool.execute(.reportBounce, message, reason.rawValue)[0]
    guard try row.decode(Bool.self, at: 0) else { throw MessageRefusal.unknownMail(message) }
  }

  /// A mail has arrived. What follows is a worker's to do.
  package func delivered(_ message: String) async throws {
    let row = try await pool.execute(.reportDelivery, message)[0]
    guard try row.decode(Bool.self, at: 0) else { throw MessageRefusal.unknownMail(message) }
  }
}

/// Why a command about a message is not carried out. No personal data.
package enum MessageRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// It was sent by mail, is not written yet, or there is none.
  case notHanded(Int64)
  case toldBefore(Int64)
  case unknownMail(String)

  package var description: String {
    switch self {
    case .notHanded(let number): "message \(number) is not in a person's hands"
    case .toldBefore(let number): "that message \(number) was told is recorded already"
    case .unknownMail(let message): "no mail has been sent under \(message)"
    }
  }
}
