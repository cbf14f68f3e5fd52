import Complaints
import Foundation
import LibPQ

/// The case of a notification, as it was read under its lock.
struct NotifiedCase: Sendable, Hashable {
  let caseID: Int64
  let state: CaseState
  let standing: Standing?
  let policy: PolicyKey

  /// By case.
  static func lock(_ notifications: [Int64], in transaction: Transaction) async throws -> [Int64:
    NotifiedCase]
  {
    let cases = try await transaction.execute(.lockCasesOfNotifications, notifications).map { row in
      NotifiedCase(
        caseID: try row.decode(Int64.self, "case_id"), state: try row.word("state"),
        standing: try row.optionalWord("standing"),
        policy: PolicyKey(
          id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "policy_version")
        ))
    }
    return Dictionary(uniqueKeysWithValues: cases.map { ($0.caseID, $0) })
  }
}

/// A notification that nobody has marked, under its lock.
struct UnsentNotification: Sendable, Hashable {
  let notificationID: Int64
  let caseID: Int64
  let kind: MessageKind
  let createdAt: Date

  /// Reads a row of lock_unsent.
  init(_ row: Row) throws {
    notificationID = try row.decode(Int64.self, "notification_id")
    caseID = try row.decode(Int64.self, "case_id")
    kind = try row.word("kind")
    createdAt = try row.decode(Date.self, "created_at")
  }
}

/// What a batch of sent messages changes, to be written with set-based statements.
package struct NotificationEffects: Sendable, Hashable {
  /// A message that left the house.
  struct Sent: Sendable, Hashable {
    let notificationID: Int64
    let way: MessageResult.Way
    let language: MessageLanguage
    let messageID: String?
  }

  let moment: Date
  private(set) var sent: [Sent] = []
  private(set) var suppressed: [Int64] = []
  private(set) var events: [CaseEvent] = []
  private(set) var clockStops: Set<ClockStop> = []
  private(set) var newClocks: [NewClock] = []

  init(moment: Date) { self.moment = moment }

  mutating func add(
    _ result: MessageResult, of notification: UnsentNotification, in subject: NotifiedCase, policy: Policy
  ) throws(CalendarError) {
    var details: [String: FactValue] = [
      "notification": .number(Int(notification.notificationID)), "message": .text(notification.kind.rawValue),
    ]
    var kind = CaseEvent.Kind.notificationSent
    switch result {
    case .sent(let way, let language, let usedFallback, let messageID):
      details["by"] = .text(way.rawValue)
      details["language"] = .text(language.rawValue)
      if usedFallback { details["fallback"] = .flag(true) }
      sent.append(
        Sent(notificationID: notification.notificationID, way: way, language: language, messageID: messageID))
      try tellClocks(notification, subject, policy)
      try beginWait(notification, subject, policy)
    case .suppressed:
      kind = .notificationSuppressed
      suppressed.append(notification.notificationID)
    case .unwritable(let reason):
      kind = .notificationFailed
      details["reason"] = .text(reason)
    }
    events.append(CaseEvent(kind, caseID: subject.caseID, by: .rules, at: moment, details))
  }

  /// A message stops what waited for it (S35, S36), and starts the time until the next one is due (S39).
  private mutating func tellClocks(
    _ notification: UnsentNotification, _ subject: NotifiedCase, _ policy: Policy
  ) throws(CalendarError) {
    for event in notification.kind.clockEvents {
      clockStops.formUnion(ClockStop.stopped(by: event, caseID: subject.caseID))
    }
    // What is settled, refused or taken back is owed no further news.
    guard subject.state.owesNews else { return }
    clockStops.formUnion(ClockStop.stopped(by: .messageSent, caseID: subject.caseID))
    // Several messages of one batch: the time runs from all of them.
    guard !newClocks.contains(where: { $0.caseID == subject.caseID && $0.cycle.kind == .periodicUpdate })
    else { return }
    newClocks += try NewClock.started(
      by: .messageSent, at: moment, caseID: subject.caseID, standing: subject.standing, policy: policy)
  }

  /// A question that left on a later day than it was written: the customer's time begins with it, as the message says.
  private mutating func beginWait(
    _ notification: UnsentNotification, _ subject: NotifiedCase, _ policy: Policy
  ) throws(CalendarError) {
    guard notification.kind == .informationRequest, subject.state == .awaitingInformation,
      policy.zone.civilDate(of: notification.createdAt) < policy.zone.civilDate(of: moment)
    else { return }
    clockStops.insert(
      ClockStop(.information, caseID: subject.caseID, reason: ClockEvent.messageSent.rawValue))
    newClocks += try NewClock.started(
      by: .informationRequested, at: moment, caseID: subject.caseID, standing: subject.standing,
      policy: policy)
  }

  func apply(in transaction: Transaction) async throws {
    if !sent.isEmpty {
      try await transaction.execute(
        .markSent, sent.map(\.notificationID), sent.map(\.way.rawValue), sent.map(\.language.rawValue),
        sent.map(\.messageID), moment)
    }
    if !suppressed.isEmpty { try await transaction.execute(.markSuppressed, suppressed, moment) }
    try await CaseEvents.append(events, in: transaction)
    try await ClockRows.stop(Array(clockStops), in: transaction)
    try await ClockRows.start(newClocks, in: transaction)
  }
}

extension MessageKind {
  /// What its sending means to the clocks, besides that a message was sent. A question, a holding reply and a
  /// status update are no answer (S29).
  fileprivate var clockEvents: [ClockEvent] {
    switch self {
    case .acknowledgement: [.acknowledged]
    case .optionOffer, .decisionAccepted, .decisionRejected, .answer, .remedyExecuted, .publicReply:
      [.answered]
    case .informationRequest, .holdingReply, .statusUpdate, .promiseAtRisk, .deadlineExtended, .escalated,
      .survey:
      []
    }
  }
}

extension CaseState {
  /// S30: the customer is told how it stands, even when nothing is new.
  var owesNews: Bool {
    switch self {
    case .resolved, .rejected, .closed, .withdrawn: false
    default: true
    }
  }
}
