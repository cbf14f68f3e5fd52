package import Complaints
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
    /// It is an answer, and this way carries none before the law: it will be confirmed in writing (L1).
    package let needsConfirmation: Bool
  }

  /// The oldest first.
  package func handed(limit: Int) async throws -> [Handed] {
    let rows = try await pool.execute(.listHanded, limit)
    let policies = try await policies.policies(Set(try rows.map { try PolicyKey($0) }), in: pool)
    return try rows.map { row in
      let policy = try policies.policy(of: PolicyKey(row))
      return Handed(
        number: try row.decode(Int64.self, "notification_id"),
        reference: try row.decode(String.self, "reference"), kind: try row.decode(String.self, "kind"),
        channel: try row.decode(String.self, "channel"),
        language: try row.decode(String?.self, "language"),
        handedAt: try row.decode(Date.self, "handed_at"),
        needsConfirmation: try !policy.isAnswer(row.word("kind"), givenBy: row.word("channel")))
    }
  }

  /// The customer was told: only now has the message left the house, and stops the clocks that waited for it. An answer that was given
  /// in a way that the law takes for none stops nothing, and is owed once more in one that it takes (L1).
  ///
  /// - Parameter channel: in which way; `nil`: the message's own.
  /// - Returns: by which way it is owed once more, as a message of its own; `nil`: it is not.
  @discardableResult
  package func told(_ number: Int64, over channel: Channel? = nil, by name: String) async throws -> Channel? {
    let actor = try await CaseDesk(pool: pool).person(name)
    return try await pool.withTransaction { transaction in
      let cases = try await NotifiedCase.lock([number], in: transaction)
      guard let row = try await transaction.execute(.lockHanded, [number]).first,
        let subject = cases[try row.decode(Int64.self, "case_id")]
      else { throw MessageRefusal.notHanded(number) }
      guard try !row.decode(Bool.self, "is_told") else { throw MessageRefusal.toldBefore(number) }
      let policies = try await policies.policies([subject.policy], in: transaction)
      var effects = NotificationEffects(moment: try await BusinessTime.now(in: transaction))
      let notification = try UnsentNotification(row)
      let confirmed = try effects.addTold(
        notification, in: subject, by: actor, over: channel ?? notification.channel,
        policy: policies.policy(of: subject.policy))
      try await effects.apply(in: transaction)
      return confirmed
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
