import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// What a message promises lies ahead of it, however long it waited to be sent (S27).
@Suite struct PromisedDayTests {
  private func content(_ casework: CaseworkDatabase, _ job: NotifyJob) async throws -> MessageContext.Content
  {
    let source = try #require(try await NotificationSource.read([job.notification], in: casework.pool).first)
    return try MessageComposer(source: source, policy: casework.policy).context().content
  }

  private func today(_ casework: CaseworkDatabase) async throws -> CivilDate {
    let now = try await casework.rows("select casework.business_now()")[0].decode(Date.self, at: 0)
    return casework.policy.zone.civilDate(of: now)
  }

  /// A case that waits for the customer, with all the clocks that it begins with.
  private func addCase(_ casework: CaseworkDatabase, _ state: CaseState = .awaitingInformation) async throws
    -> Int64
  {
    let caseID = try await casework.addCase(order: casework.addOrder([("card", 10_000)]), state: state)
    for event in [ClockEvent.received, .informationRequested, .accepted] {
      try await casework.startClocks(caseID, event)
    }
    return caseID
  }

  @Test(
    "whatever waits, no day that it promises has passed",
    arguments: ["pl", "ru", "uk"], [0, 2, 9, 16, 40, 100])
  func nothingIsPromisedForThePast(policy: String, days: Int) async throws {
    try await withCasework(policy: policy) { casework in
      let caseID = try await addCase(casework)
      try await casework.addChoice(caseID, .refundFull, 10_000)
      // The first choice's clock would be another cycle; what is told is the day of the one that runs.
      let written = try await today(casework)
      let owed: [(MessageKind, NotificationFacts)] = [
        (.acknowledgement, NotificationFacts()),
        (
          .informationRequest,
          NotificationFacts(replyBy: written.adding(days: 7), missing: [.customerIdentity])
        ),
        (.holdingReply, NotificationFacts()), (.statusUpdate, NotificationFacts()),
        (.escalated, NotificationFacts(escalatedTo: .teamLead, because: .clockBreached)),
        (.decisionAccepted, NotificationFacts(decision: 1)), (.publicReply, NotificationFacts()),
      ]
      var jobs: [NotifyJob] = []
      for (kind, facts) in owed { jobs.append(try await casework.owe(caseID, kind, facts)) }
      try await casework.advance(days: days)
      let now = try await today(casework)
      for job in jobs {
        let content = try await content(casework, job)
        #expect(!content.promised.isEmpty)
        for day in content.promised { #expect(day >= now, "\(content)") }
      }
    }
  }

  @Test("a question after the answer was due leaves that day out, and a holding reply does, too")
  func pastAnswer() async throws {
    try await withCasework { casework in
      let caseID = try await addCase(casework)
      let early = try await casework.owe(
        caseID, .informationRequest, NotificationFacts(missing: [.customerIdentity]))
      guard case .informationRequest(let request) = try await content(casework, early) else {
        Issue.record("not a question")
        return
      }
      #expect(request.answerBy == CivilDate("2026-03-16"))
      try await casework.advance(days: 20)
      let late = try await casework.owe(
        caseID, .informationRequest, NotificationFacts(missing: [.customerIdentity]))
      guard case .informationRequest(let request) = try await content(casework, late),
        case .holdingReply(_, let answerBy) = try await content(
          casework, try await casework.owe(caseID, .holdingReply))
      else {
        Issue.record("not a question")
        return
      }
      #expect(request.answerBy == nil && answerBy == nil)
    }
  }

  @Test("after an appeal the day is that of the shop's own target, and not that of the first answer")
  func afterAnAppeal() async throws {
    try await withCasework { casework in
      let caseID = try await addCase(casework)
      _ = try await casework.rows(
        "update casework.clock set stopped_at = casework.business_now(), stopped_by = 'answered'")
      try await casework.advance(days: 3)
      try await casework.startClocks(caseID, .disagreed)
      let job = try await casework.owe(
        caseID, .informationRequest, NotificationFacts(missing: [.customerIdentity]))
      guard case .informationRequest(let request) = try await content(casework, job) else {
        Issue.record("not a question")
        return
      }
      // Five business days from Thursday, 5 March.
      #expect(request.answerBy == CivilDate("2026-03-12"))
    }
  }

  @Test(
    "what settled a case while news of it was in the outbox is told, and the news is not",
    arguments: [MessageKind.holdingReply, .statusUpdate, .escalated, .externalBody],
    [CaseState.resolved, .rejected, .closed])
  func staleNews(_ kind: MessageKind, _ state: CaseState) async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await addCase(casework)
        let job = try await casework.owe(
          caseID, kind, NotificationFacts(escalatedTo: .teamLead, because: .clockBreached))
        _ = try await casework.rows("update casework.case_record set state = '\(state.rawValue)'")
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        #expect(outbox.mails.isEmpty)
        #expect(
          try await casework.texts("select kind from casework.case_event where kind like 'notification%'")
            == ["notification_suppressed"])
        // What else runs is not stopped by words that were never said.
        #expect(
          try await casework.number("select count(*) from casework.clock where stopped_by = 'suppressed'")
            == 0)
      }
    }
  }

  @Test("a question that leaves on a later day gives the customer the whole time from then on")
  func aLateQuestion() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await addCase(casework)
        let now = try await today(casework)
        let job = try await casework.owe(
          caseID, .informationRequest,
          NotificationFacts(replyBy: now.adding(days: 7), missing: [.customerIdentity]))
        try await casework.advance(days: 3)
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        let ends = try await casework.rows(
          "select due_at, stopped_by from casework.clock where kind = 'information' order by cycle")
        #expect(ends.count == 2)
        #expect(try ends[0].decode(String?.self, "stopped_by") == "message_sent")
        #expect(try ends[1].decode(String?.self, "stopped_by") == nil)
        let due = try ends[1].decode(Date.self, "due_at")
        #expect(casework.policy.zone.lastDay(before: due) == now.adding(days: 10))
        #expect(try outbox.readable(outbox.mails[0]).contains("do 12 marca 2026"))
      }
    }
  }

  @Test("a day that only the message names becomes a clock when it leaves", arguments: ["pl", "ru", "uk"])
  func aDayOfItsOwn(policy: String) async throws {
    try await withCasework(policy: policy) { casework in
      try await withOutbox { outbox in
        let caseID = try await addCase(casework, .verifying)
        // The workers were away for so long that all that timed the answer is over.
        try await casework.advance(days: 40)
        let job = try await casework.owe(caseID, .acknowledgement)
        guard case .acknowledgement(let answerBy) = try await content(casework, job) else {
          Issue.record("not an acknowledgement")
          return
        }
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        let ends = try await casework.rows(
          "select due_at from casework.clock where kind = 'internal_target' and stopped_at is null")
        #expect(
          try ends.map { casework.policy.zone.lastDay(before: try $0.decode(Date.self, at: 0)) } == [answerBy]
        )
        // Who has a day that is watched keeps it.
        let again = try await casework.owe(caseID, .acknowledgement)
        try await run(casework.notifying(outbox), [again], in: casework.pool)
        #expect(
          try await casework.number("select max(cycle) from casework.clock where kind = 'internal_target'")
            == 2)
      }
    }
  }

  @Test("a refusal that leaves later can be appealed as long")
  func aLateRefusal() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await addCase(casework, .rejected)
        _ = try await casework.rows(
          """
          insert into casework.decision (case_id, version, round, outcome, ground, decided_by, decided_at)
          values ($1, 1, 0, 'rejected', 'misuse', 'person:anna', casework.business_now())
          """, caseID)
        try await casework.pool.withTransaction { transaction in
          let now = try await BusinessTime.now(in: transaction)
          try await ClockRows.start(
            [NewClock.appealPeriod(of: caseID, from: now, policy: casework.policy)], in: transaction)
        }
        let job = try await casework.owe(caseID, .decisionRejected, NotificationFacts(decision: 1))
        try await casework.advance(days: 10)
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        #expect(try outbox.readable(outbox.mails[0]).contains("do 11 kwietnia 2026"))
        let due = try await casework.rows(
          "select due_at from casework.clock where kind = 'follow_up' and stopped_at is null")
        #expect(
          try due.map { casework.policy.zone.lastDay(before: try $0.decode(Date.self, at: 0)) }
            == [CivilDate("2026-04-11")])
      }
    }
  }

  @Test("what is offered is promised for when it can be kept, however late the choice is")
  func theLastChoice() async throws {
    try await withCasework { casework in
      let caseID = try await addCase(casework, .awaitingChoice)
      let now = try await casework.rows("select casework.business_now()")[0].decode(Date.self, at: 0)
      let end = try casework.policy.offer.validFor.deadline(
        from: now, in: casework.policy.zone, calendar: casework.policy.calendar)
      _ = try await casework.rows(
        "update casework.clock set stopped_at = casework.business_now() where kind = 'remedy'")
      try await casework.pool.withTransaction { transaction in
        try await DecisionRecords.add(
          [
            NewDecision(
              caseID: caseID, version: 1, round: 0,
              decision: Decision(.accepted, basis: .contractual, reasons: [.judgement], by: .rules),
              decidedAt: now,
              options: [.refundFull, .gift].map { RemedyOption($0, amount: nil, basis: .contractual) },
              validUntil: end.expiresAt)
          ], in: transaction)
      }
      guard
        case .optionOffer(let offer) = try await content(
          casework, try await casework.owe(caseID, .optionOffer, NotificationFacts(decision: 1)))
      else {
        Issue.record("not an offer")
        return
      }
      let last = end.expiresAt - 1
      let kept = try #require(try casework.policy.clock(.remedy, startedAt: last, remedy: .refundFull))
      #expect(offer.carriedOutBy == casework.policy.zone.lastDay(before: kept.dueAt))
    }
  }

  @Test("where nobody asks afterwards, no day is named for it")
  func noFollowUp() async throws {
    try await withCasework { casework in
      let caseID = try await addCase(casework, .resolved)
      try await casework.addChoice(caseID, .gift, nil)
      let job = try await casework.owe(caseID, .remedyExecuted, NotificationFacts(decision: 1))
      guard case .remedyExecuted(let executed) = try await content(casework, job) else {
        Issue.record("not an execution")
        return
      }
      #expect(executed.followUpOn == nil)
      try await casework.startClocks(caseID, .resolved)
      guard case .remedyExecuted(let followed) = try await content(casework, job) else {
        Issue.record("not an execution")
        return
      }
      #expect(followed.followUpOn == CivilDate("2026-03-10"))
    }
  }

  @Test("a question that leaves on its day leaves its clock alone")
  func aQuestionInTime() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await addCase(casework)
        let job = try await casework.owe(
          caseID, .informationRequest,
          NotificationFacts(replyBy: CivilDate("2026-03-09"), missing: [.customerIdentity]))
        try await run(casework.notifying(outbox), [job], in: casework.pool)
        #expect(
          try await casework.number("select count(*) from casework.clock where kind = 'information'") == 1)
        #expect(try outbox.readable(outbox.mails[0]).contains("do 9 marca 2026"))
      }
    }
  }

  /// S1: the shop has put the promised day off since the order was looked at.
  @Test(
    arguments: [
      (
        #"{"fact": "overdue", "promised_on": "2026-02-20", "as_of": "2026-03-02"}"#, "2026-03-10", false,
        "2026-03-10"
      ),
      (#"{"fact": "overdue", "promised_on": "2026-02-20", "as_of": "2026-03-02"}"#, "2026-02-20", false, nil),
      (#"{"fact": "overdue", "promised_on": "2026-02-20", "as_of": "2026-03-02"}"#, "2026-03-01", false, nil),
      (#"{"fact": "overdue", "promised_on": "2026-02-20", "as_of": "2026-03-02"}"#, "2026-03-10", true, nil),
      // Not shown to be the order's customer (S23).
      ("{}", "2026-03-10", false, nil),
    ] as [(String, String, Bool, String?)])
  func newDelivery(facts: String, promised: String, isDelivered: Bool, told: String?) async throws {
    try await withCasework { casework in
      let caseID = try await addCase(casework, .manualReview)
      _ = try await casework.rows(
        "insert into casework.order_snapshot (case_id, round, as_of, taken_at, facts) values ($1, 1, now(), now(), '{}')",
        caseID)
      _ = try await casework.rows(
        """
        insert into casework.check_result (case_id, round, position, name, outcome, facts)
        values ($1, 1, 6, 'delivery', 'pass', $2::text::jsonb)
        """, caseID, facts)
      _ = try await casework.rows(
        """
        update casework.order_record
        set promised_on = $1::text::date, delivered_at = case when $2 then casework.business_now() end
        """, promised, isDelivered)
      guard
        case .statusUpdate(let progress) = try await content(
          casework, try await casework.owe(caseID, .statusUpdate))
      else {
        Issue.record("not an update")
        return
      }
      #expect(progress.newDeliveryDate == told.flatMap { CivilDate($0) })
      #expect(progress.findings.isEmpty == (facts == "{}"))
    }
  }
}

extension MessageContext.Content {
  /// The days on which, or by which, something is promised.
  fileprivate var promised: [CivilDate] {
    switch self {
    case .acknowledgement(let answerBy): [answerBy]
    case .informationRequest(let request): [request.replyBy, request.answerBy].compactMap(\.self)
    case .holdingReply(let progress, let answerBy): [progress.nextUpdateOn, answerBy].compactMap(\.self)
    case .statusUpdate(let progress): [progress.nextUpdateOn]
    case .escalated(let escalation): [escalation.nextUpdateOn]
    case .decisionAccepted(let decision): [decision.carriedOutBy]
    case .publicReply(_, let answerBy, _): [answerBy]
    default: []
    }
  }
}
