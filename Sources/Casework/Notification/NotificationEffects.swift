import Complaints
import Foundation
import JobQueue
import LibPQ

/// The case of a notification, as it was read under its lock.
struct NotifiedCase: Sendable, Hashable {
  let caseID: Int64
  let state: CaseState
  let standing: Standing?
  let policy: PolicyKey
  /// What was said in it is gone.
  let isErased: Bool

  /// By case.
  static func lock(_ notifications: [Int64], in transaction: Transaction) async throws -> [Int64:
    NotifiedCase]
  {
    let cases = try await transaction.execute(.lockCasesOfNotifications, notifications).map { row in
      NotifiedCase(
        caseID: try row.decode(Int64.self, "case_id"), state: try row.word("state"),
        standing: try row.optionalWord("standing"),
        policy: try PolicyKey(row), isErased: try row.decode(Bool.self, "is_erased"))
    }
    return Dictionary(uniqueKeysWithValues: cases.map { ($0.caseID, $0) })
  }
}

/// A notification that nobody has marked, under its lock.
struct UnsentNotification: Sendable, Hashable {
  let notificationID: Int64
  let caseID: Int64
  let kind: MessageKind
  let channel: Channel
  let facts: NotificationFacts
  let createdAt: Date
  /// When the decision was made that it tells.
  let decidedAt: Date?
  /// The law's clock waits for the answer, in time or not.
  let isAnswerOwed: Bool
  /// A clock runs towards the answer whose end lies ahead.
  let isAnswerTimed: Bool
  /// There is an address, and no mail has come back from it.
  let hasMail: Bool

  /// Reads a row of lock_unsent or lock_handed.
  init(_ row: Row) throws {
    notificationID = try row.decode(Int64.self, "notification_id")
    caseID = try row.decode(Int64.self, "case_id")
    kind = try row.word("kind")
    channel = try row.word("channel")
    facts = try row.decode(JSONText.self, "facts").decoded()
    createdAt = try row.decode(Date.self, "created_at")
    decidedAt = try row.decode(Date?.self, "decided_at")
    isAnswerOwed = try row.decode(Bool.self, "is_answer_owed")
    isAnswerTimed = try row.decode(Bool.self, "is_answer_timed")
    hasMail = try row.decode(Bool.self, "has_mail")
  }
}

/// What a batch of sent messages changes, to be written with set-based statements.
package struct NotificationEffects: Sendable, Hashable {
  /// A mail that left the house.
  struct Sent: Sendable, Hashable {
    let notificationID: Int64
    let language: MessageLanguage
    let messageID: String
  }

  /// A message that is in the hands of the person who passes it on.
  struct Handed: Sendable, Hashable {
    let notificationID: Int64
    let language: MessageLanguage
  }

  /// By what a clock was stopped whose message nobody is left to get.
  static let suppression = "suppressed"

  let moment: Date
  private(set) var sent: [Sent] = []
  private(set) var handed: [Handed] = []
  private(set) var told: [Int64] = []
  private(set) var suppressed: [Int64] = []
  private(set) var events: [CaseEvent] = []
  private(set) var clockStops: Set<ClockStop> = []
  private(set) var newClocks: [NewClock] = []
  /// Answers that were given in a way that is none before the law, and are given again in one that is (L1).
  private(set) var confirmations: [NewNotification] = []
  /// Cases that were erased while a message of theirs was on its way: what the gateways have kept of it goes, too.
  var forgotten: [Int64] = []

  init(moment: Date) { self.moment = moment }

  mutating func add(
    _ result: MessageResult, of notification: UnsentNotification, in subject: NotifiedCase, policy: Policy
  ) throws(CalendarError) {
    var details: [String: FactValue] = [
      "notification": .number(Int(notification.notificationID)), "message": .text(notification.kind.rawValue),
    ]
    var kind = CaseEvent.Kind.notificationSent
    switch result {
    case .mailed(let language, let usedFallback, let messageID):
      details["by"] = .text("mail")
      details["language"] = .text(language.rawValue)
      if usedFallback { details["fallback"] = .flag(true) }
      sent.append(
        Sent(notificationID: notification.notificationID, language: language, messageID: messageID))
      let isAnswer = policy.isAnswer(notification.kind, givenBy: .email)
      try tellClocks(notification, subject, policy) {
        isAnswer ? policy.clocksStopped(byDispatch: $0) : $0.stops.subtracting([.answer])
      }
      if !isAnswer { _ = confirm(notification, policy) }
      try keepItsWord(notification, subject, policy)
    case .handed(let language, let usedFallback):
      // Nobody has told the customer yet: no clock hears of it.
      kind = .notificationHanded
      details["language"] = .text(language.rawValue)
      if usedFallback { details["fallback"] = .flag(true) }
      handed.append(Handed(notificationID: notification.notificationID, language: language))
    case .suppressed:
      kind = .notificationSuppressed
      suppressed.append(notification.notificationID)
      tellNobody(notification, subject)
    case .outdated:
      kind = .notificationSuppressed
      details["reason"] = .text("outdated")
      suppressed.append(notification.notificationID)
    case .unwritable(let reason):
      kind = .notificationFailed
      details["reason"] = .text(reason)
    }
    events.append(CaseEvent(kind, caseID: subject.caseID, by: .rules, at: moment, details))
  }

  /// A person has passed on what was handed to them: the customer has heard it.
  ///
  /// - Parameter channel: in which way.
  /// - Returns: by which way it is said once more, because that one is no answer before the law (L1); `nil`: it need not be.
  mutating func addTold(
    _ notification: UnsentNotification, in subject: NotifiedCase, by actor: CaseActor, over channel: Channel,
    policy: Policy
  ) throws(CalendarError) -> Channel? {
    told.append(notification.notificationID)
    let details: [String: FactValue] = [
      "notification": .number(Int(notification.notificationID)), "message": .text(notification.kind.rawValue),
      "by": .text("hand"), "over": .text(channel.rawValue),
    ]
    let isAnswer = policy.isAnswer(notification.kind, givenBy: channel)
    events.append(CaseEvent(.notificationSent, caseID: subject.caseID, by: actor, at: moment, details))
    try tellClocks(notification, subject, policy) { isAnswer ? $0.stops : $0.stops.subtracting([.answer]) }
    try keepItsWord(notification, subject, policy)
    return isAnswer ? nil : confirm(notification, policy)
  }

  /// Owes an answer once more in a way that is one before the law: by mail where the customer has an address, else by letter. Until that
  /// has left, the law's clock goes on. What is not owed any more is not said twice.
  private mutating func confirm(_ notification: UnsentNotification, _ policy: Policy) -> Channel? {
    guard notification.isAnswerOwed,
      let channel = policy.channels?.confirming(hasMail: notification.hasMail)
    else { return nil }
    confirmations.append(
      NewNotification(
        notification.kind, caseID: notification.caseID, facts: notification.facts, channel: channel))
    return channel
  }

  /// A message stops what waited for it (S35, S36), and starts the time until the next one is due (S39).
  private mutating func tellClocks(
    _ notification: UnsentNotification, _ subject: NotifiedCase, _ policy: Policy,
    stopped: (ClockEvent) -> Set<ClockKind>
  ) throws(CalendarError) {
    for event in notification.kind.clockEvents {
      clockStops.formUnion(
        stopped(event).map { ClockStop($0, caseID: subject.caseID, reason: event.rawValue) })
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

  /// Nobody is left who could be told: what waited for the message waits for nothing, else an erased customer's
  /// case would run into breaches and be accepted by silence. The time until the next news does not begin.
  private mutating func tellNobody(_ notification: UnsentNotification, _ subject: NotifiedCase) {
    for event in notification.kind.clockEvents + [.messageSent] {
      clockStops.formUnion(
        event.stops.map { ClockStop($0, caseID: subject.caseID, reason: NotificationEffects.suppression) })
    }
  }

  /// Every day that a message names has a clock (S27): where the day is another than when the message was written, because that was
  /// long ago, the clock is another, too.
  private mutating func keepItsWord(
    _ notification: UnsentNotification, _ subject: NotifiedCase, _ policy: Policy
  ) throws(CalendarError) {
    func isOfEarlierDay(_ instant: Date?) -> Bool {
      instant.map { policy.zone.civilDate(of: $0) < policy.zone.civilDate(of: moment) } ?? false
    }
    switch subject.state {
    case .awaitingInformation
    where notification.kind == .informationRequest && isOfEarlierDay(notification.createdAt):
      // The customer's time begins with the question.
      begin(
        .information, of: subject,
        try NewClock.started(
          by: .informationRequested, at: moment, caseID: subject.caseID, standing: subject.standing,
          policy: policy))
    case .rejected where notification.kind == .decisionRejected && isOfEarlierDay(notification.decidedAt):
      // And the time for an appeal with the refusal.
      begin(
        .followUp, of: subject,
        [try NewClock.appealPeriod(of: subject.caseID, from: moment, policy: policy)])
    case _
    where subject.state.isUndecided && notification.kind.namesAnswer(policy) && !notification.isAnswerTimed:
      guard let target = try policy.newTarget(at: moment) else { return }
      begin(
        .internalTarget, of: subject,
        [
          NewClock(
            target, caseID: subject.caseID,
            onBreach: policy.action(atEndOf: .internalTarget, for: subject.standing),
            pausedIn: policy.clocks[.internalTarget]?.pausedIn ?? [])
        ])
    default: break
    }
  }

  /// In place of the one that runs; once, however many messages of a batch say so.
  private mutating func begin(_ kind: ClockKind, of subject: NotifiedCase, _ clocks: [NewClock]) {
    guard !newClocks.contains(where: { $0.caseID == subject.caseID && $0.cycle.kind == kind }) else { return }
    clockStops.insert(
      ClockStop(kind, caseID: subject.caseID, reason: ClockEvent.messageSent.rawValue))
    newClocks += clocks
  }

  func apply(in transaction: Transaction) async throws {
    if !sent.isEmpty {
      try await transaction.execute(
        .markSent, sent.map(\.notificationID), sent.map(\.language.rawValue), sent.map(\.messageID), moment)
    }
    if !handed.isEmpty {
      try await transaction.execute(
        .markHanded, handed.map(\.notificationID), handed.map(\.language.rawValue), moment)
    }
    if !told.isEmpty { try await transaction.execute(.markTold, told, moment) }
    if !suppressed.isEmpty { try await transaction.execute(.markSuppressed, suppressed, moment) }
    try await CaseEvents.append(events, in: transaction)
    try await ClockRows.stop(Array(clockStops), in: transaction)
    try await ClockRows.start(newClocks, in: transaction)
    try await Notifications.add(confirmations, in: transaction)
    try await JobQueue.enqueue(forgotten.map(ForgetJob.of), in: transaction)
  }
}

extension MessageKind {
  /// It names a day for the answer, whatever the clocks say; where nothing times the news, any message that announces some does.
  fileprivate func namesAnswer(_ policy: Policy) -> Bool {
    switch self {
    case .acknowledgement, .deadlineExtended: true
    case .holdingReply, .statusUpdate, .escalated, .externalBody: policy.clocks[.periodicUpdate] == nil
    default: false
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
