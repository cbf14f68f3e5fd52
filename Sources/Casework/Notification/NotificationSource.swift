import Complaints
import Foundation
import LibPQ

/// A notification with all that its message may say. Personal data: lives as long as the message is made, and
/// is never logged.
struct NotificationSource: Sendable {
  /// An option of the decision, as it was recorded.
  struct Option: Decodable, Sendable {
    let remedy: Remedy
    let basis: Basis
    let needsReturn: Bool
    let isDefault: Bool
    let amount: Money?

    private enum CodingKeys: String, CodingKey {
      case remedy, basis, amount
      case needsReturn = "needs_return"
      case isDefault = "is_default"
    }
  }

  /// An entry of the ledger that is done.
  struct Entry: Decodable, Sendable {
    let remedy: Remedy
    let budget: CompensationBudget
    let instrument: CompensationLine.Instrument
    let amount: Money
    let code: String?
  }

  /// The decision that the message is about.
  struct Verdict: Sendable {
    let outcome: String
    let basis: Basis?
    let ground: RejectionGround?
    let decidedBy: DecisionMaker
    let decidedAt: Date
    let options: [Option]
    let validUntil: Date?
    /// The chosen option's position, from 1.
    let chosen: Int?
    let chosenAt: Date?
    let entries: [Entry]
    /// Of the codes among the entries.
    let usableUntil: Date?
  }

  let notificationID: Int64
  let caseID: Int64
  let kind: MessageKind
  let channel: Channel
  let locale: String
  let facts: NotificationFacts
  let createdAt: Date
  /// Business time when it was read: what is promised lies ahead of it.
  let now: Date
  let reference: String
  let state: CaseState
  let complaint: ComplaintKind
  let standing: Standing?
  let orderReference: String?
  let receivedAt: Date
  let responsible: String
  let policy: PolicyKey
  let customerName: String?
  let customerEmail: String?
  let isErased: Bool
  let subject: String?
  let body: String?
  /// What a person of the shop says in it, in words of their own.
  let statement: String?
  let verdict: Verdict?
  /// What was changed against the complaint's cause, and when; the sentences by language.
  let improvement: [String: String]
  let improvedOn: CivilDate?
  let checks: [String: [String: FactValue]]
  /// Of the running cycles.
  let answerDue: Date?
  let targetDue: Date?
  let remedyDue: Date?
  let returnDue: Date?
  let informationDue: Date?
  let followUpDue: Date?
  /// When the answer was due that did not come.
  let answerMissed: Date?
  /// The day for which the order is promised now; `nil`: none, or it has come.
  let promisedOn: CivilDate?
  let resolvedAt: Date?
  /// The case's earlier mails, oldest first.
  let earlierMails: [Int64]
  /// An earlier message of the case is not sent yet, and not in this batch.
  let isEarly: Bool
  /// A mail of the case has come back: no more are sent there.
  let hasBounced: Bool

  /// What gateways know a notification's message by.
  static func key(_ notificationID: Int64) -> String { "notification-\(notificationID)" }
}

extension NotificationSource {
  /// Those of the notifications that are still to be sent.
  static func read(_ ids: [Int64], in executor: some StatementExecutor) async throws -> [NotificationSource] {
    try await executor.execute(.readNotifications, ids).map(NotificationSource.init)
  }

  /// Reads a row of read_notifications.
  private init(_ row: Row) throws {
    notificationID = try row.decode(Int64.self, "notification_id")
    caseID = try row.decode(Int64.self, "case_id")
    kind = try row.word("kind")
    channel = try row.word("channel")
    locale = try row.decode(String.self, "locale")
    facts = try row.decode(JSONText.self, "facts").decoded()
    createdAt = try row.decode(Date.self, "created_at")
    now = try row.decode(Date.self, "now")
    reference = try row.decode(String.self, "reference")
    state = try row.word("state")
    complaint = try row.word("complaint")
    standing = try row.optionalWord("standing")
    orderReference = try row.decode(String?.self, "order_reference")
    receivedAt = try row.decode(Date.self, "received_at")
    responsible = try row.decode(String.self, "responsible")
    policy = try PolicyKey(row)
    customerName = try row.decode(String?.self, "name")
    customerEmail = try row.decode(String?.self, "email")
    isErased = try row.decode(Bool.self, "is_erased")
    subject = try row.decode(String?.self, "subject")
    body = try row.decode(String?.self, "body")
    statement = try row.decode(String?.self, "statement")
    verdict = row.isNull("decision_version") == true ? nil : try Verdict(row)
    improvement = try row.decode(JSONText?.self, "improvement")?.decoded() ?? [:]
    improvedOn = try row.decode(String?.self, "improved_on").flatMap { CivilDate($0) }
    checks = try row.decode(JSONText?.self, "checks")?.decoded() ?? [:]
    answerDue = try row.decode(Date?.self, "answer_due")
    targetDue = try row.decode(Date?.self, "target_due")
    remedyDue = try row.decode(Date?.self, "remedy_due")
    returnDue = try row.decode(Date?.self, "return_due")
    informationDue = try row.decode(Date?.self, "information_due")
    followUpDue = try row.decode(Date?.self, "follow_up_due")
    answerMissed = try row.decode(Date?.self, "answer_missed")
    promisedOn = try row.decode(String?.self, "promised_on").flatMap { CivilDate($0) }
    resolvedAt = try row.decode(Date?.self, "resolved_at")
    earlierMails = try row.decode([Int64].self, "earlier_mails")
    isEarly = try row.decode(Bool.self, "is_early")
    hasBounced = try row.decode(Bool.self, "has_bounced")
  }
}

extension NotificationSource.Verdict {
  fileprivate init(_ row: Row) throws {
    outcome = try row.decode(String.self, "outcome")
    basis = try row.optionalWord("basis")
    ground = try row.optionalWord("ground")
    decidedBy = try row.word("decided_by")
    decidedAt = try row.decode(Date.self, "decided_at")
    options = try row.decode(JSONText?.self, "options")?.decoded() ?? []
    validUntil = try row.decode(Date?.self, "valid_until")
    chosen = try row.decode(Int?.self, "chosen")
    chosenAt = try row.decode(Date?.self, "chosen_at")
    entries = try row.decode(JSONText?.self, "entries")?.decoded() ?? []
    usableUntil = try row.decode(Date?.self, "usable_until")
  }
}
