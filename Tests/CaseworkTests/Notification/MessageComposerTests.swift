import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// What messages say of what the tables hold, from the rows to the context.
@Suite struct MessageComposerTests {
  private func content(_ casework: CaseworkDatabase, _ job: NotifyJob) async throws -> MessageContext.Content
  {
    let source = try #require(try await NotificationSource.read([job.notification], in: casework.pool).first)
    return try MessageComposer(source: source, policy: casework.policy).context().content
  }

  /// A late delivery that was verified, decided and offered.
  private func addOffer(_ casework: CaseworkDatabase, _ outcome: Ruling, options: [RemedyOption]) async throws
    -> Int64
  {
    let caseID = try await casework.addCase(
      order: casework.addOrder([("card", 10_000)]), state: .awaitingChoice)
    _ = try await casework.rows(
      "insert into casework.order_snapshot (case_id, round, as_of, taken_at, facts) values ($1, 1, now(), now(), '{}')",
      caseID)
    _ = try await casework.rows(
      """
      insert into casework.check_result (case_id, round, position, name, outcome, facts) values
        ($1, 1, 6, 'delivery', 'pass', '{"fact": "delivered_late", "promised_on": "2026-02-27", "delivered_on": "2026-03-02"}'),
        ($1, 1, 5, 'filed_in_time', 'fail', '{"last_day": "2026-01-31"}'),
        ($1, 1, 9, 'evidence', 'pass', '{"given": ["photos"], "missing": []}')
      """, caseID)
    let basis = options.first?.basis
    try await casework.pool.withTransaction { transaction in
      try await DecisionRecords.add(
        [
          NewDecision(
            caseID: caseID, version: 1, round: 1,
            decision: Decision(outcome, basis: basis, reasons: [.judgement], by: .rules),
            decidedAt: Date(timeIntervalSince1970: 1_772_442_000), options: options,
            // The start of 17 March in Warsaw: the 16th is the last day.
            validUntil: Date(timeIntervalSince1970: 1_773_702_000), defaultRemedy: options.last?.remedy)
        ], in: transaction)
    }
    return caseID
  }

  private let options = [
    RemedyOption(
      .refundPartial, amount: Money(minorUnits: 1_000, currency: Currency(code: "PLN")!), basis: .contractual,
      needsReturn: false),
    RemedyOption(.freeShipping, amount: nil, basis: .contractual, needsReturn: false),
  ]

  @Test func anOfferNamesItsOptionsItsEndAndItsDefault() async throws {
    try await withCasework { casework in
      let caseID = try await addOffer(casework, .partiallyAccepted, options: options)
      let job = try await casework.owe(caseID, .optionOffer, NotificationFacts(decision: 1))
      guard case .optionOffer(let offer) = try await content(casework, job) else {
        Issue.record("not an offer")
        return
      }
      #expect(offer.options.map(\.remedy) == [.refundPartial, .freeShipping])
      #expect(offer.options[0].amount?.minorUnits == 1_000)
      #expect(offer.defaultOption == 2)
      #expect(offer.chooseBy == CivilDate("2026-03-16"))
      #expect(offer.acceptance == MessageContext.Acceptance(basis: .contractual, partial: true))
      #expect(
        offer.findings == [
          .deliveredLate(promised: CivilDate("2026-02-27")!, delivered: CivilDate("2026-03-02")!),
          .confirmedByEvidence([.photos]),
        ])
    }
  }

  @Test(
    "S10: who changed their mind pays for the parcel back, and what the shop repairs it fetches",
    arguments: [
      (ComplaintKind.unsuitable, Remedy.refundFull, GoodsBack.sent(paidBy: .customer)),
      (.defect, .repair, .collected), (.defect, .refundFull, .sent(paidBy: .merchant)),
      (.damaged, .replacement, .collected), (.unsuitable, .replacement, .sent(paidBy: .customer)),
    ])
  func goodsComeBackAsThePolicySays(
    _ kind: ComplaintKind, _ remedy: Remedy, _ expected: GoodsBack
  ) async throws {
    try await withCasework { casework in
      let offered = [RemedyOption(remedy, amount: nil, basis: .statutory, needsReturn: true)]
      let caseID = try await addOffer(casework, .accepted, options: offered)
      _ = try await casework.rows("update casework.case_record set kind = $1", kind.rawValue)
      let job = try await casework.owe(caseID, .optionOffer, NotificationFacts(decision: 1))
      guard case .optionOffer(let offer) = try await content(casework, job) else {
        Issue.record("not an offer")
        return
      }
      #expect(offer.options.map(\.goodsBack) == [expected])
    }
  }

  @Test(
    "S8: whoever complains of waiting is told for how long, which is the shop's own target and watched as such"
  )
  func theExpectedWaitIsTheShopsTarget() async throws {
    try await withCasework { casework in
      let order = try await casework.addOrder([("card", 10_000)])
      let told: [(ComplaintKind, CivilDate?)] = [(.poorService, CivilDate("2026-03-09")), (.damaged, nil)]
      for (kind, expected) in told {
        let caseID = try await casework.addCase(order: order, state: .acknowledged, kind: kind)
        _ = try await casework.rows(
          """
          insert into casework.clock (case_id, kind, started_at, due_at, on_breach) values
            ($1, 'internal_target', now() - interval '9 years', '2026-03-10 00:00+01', 'nothing'),
            ($1, 'answer', now() - interval '9 years', '2026-03-17 00:00+01', 'nothing')
          """, caseID)
        let job = try await casework.owe(caseID, .acknowledgement, NotificationFacts())
        let source = try #require(
          try await NotificationSource.read([job.notification], in: casework.pool).first)
        let context = try MessageComposer(source: source, policy: casework.policy).context()
        #expect(context.expectedBy == expected)
        #expect(context.content == .acknowledgement(answerBy: CivilDate("2026-03-16")!))
        #expect(context.contact == casework.policy.merchant.contact)
      }
    }
  }

  @Test("S5: what was charged wrongly is told with both amounts, and only where the claim was accepted")
  func theWrongChargeIsToldWithBothAmounts() async throws {
    try await withCasework { casework in
      let pln = Currency(code: "PLN")!
      let overcharged = MessageContext.Finding.overcharged(
        expected: Money(minorUnits: 8_000, currency: pln), charged: Money(minorUnits: 10_000, currency: pln))
      let told: [(Ruling, [MessageContext.Finding])] = [
        (.accepted, [overcharged, .confirmedByEvidence([.photos])]),
        (.partiallyAccepted, [.confirmedByEvidence([.photos])]),
      ]
      for (ruling, findings) in told {
        let caseID = try await addOffer(casework, ruling, options: options)
        _ = try await casework.rows(
          "update casework.case_record set kind = 'payment_problem' where case_id = $1", caseID)
        _ = try await casework.rows(
          """
          insert into casework.check_result (case_id, round, position, name, outcome, facts) values
            ($1, 1, 8, 'claimed_amount', 'pass',
              '{"claimed": {"minor_units": 2000, "currency": "PLN"}, "paid": {"minor_units": 10000, "currency": "PLN"}}')
          """, caseID)
        let job = try await casework.owe(caseID, .optionOffer, NotificationFacts(decision: 1))
        guard case .optionOffer(let offer) = try await content(casework, job) else {
          Issue.record("not an offer")
          return
        }
        #expect(offer.findings == findings)
      }
    }
  }

  @Test func aRefusalNamesTheGroundTheLimitAndTheWaysThatStayOpen() async throws {
    try await withCasework { casework in
      let caseID = try await addOffer(casework, .rejected(.filedTooLate), options: [])
      let job = try await casework.owe(caseID, .decisionRejected, NotificationFacts(decision: 1))
      guard case .decisionRejected(let refusal) = try await content(casework, job) else {
        Issue.record("not a refusal")
        return
      }
      #expect(refusal.ground == .filedTooLate)
      #expect(refusal.limit == CivilDate("2026-01-31"))
      #expect(refusal.routes.map(\.kind) == [.appeal, .mediation, .authority, .court])
      #expect(refusal.appealBy == CivilDate("2026-04-01"))
      // That what was sent in bears the claim out is not said in a refusal.
      #expect(refusal.findings.count == 1)
    }
  }

  @Test("S32: nobody is sent to a body that would send them away", arguments: Standing.allCases)
  func waysByStanding(_ standing: Standing) async throws {
    try await withCasework { casework in
      let caseID = try await addOffer(casework, .rejected(.filedTooLate), options: [])
      _ = try await casework.rows("update casework.case_record set standing = $1", standing.rawValue)
      let job = try await casework.owe(caseID, .decisionRejected, NotificationFacts(decision: 1))
      guard case .decisionRejected(let refusal) = try await content(casework, job) else {
        Issue.record("not a refusal")
        return
      }
      #expect(
        refusal.routes.map(\.kind)
          == (standing == .consumer ? [.appeal, .mediation, .authority, .court] : [.appeal, .court]))
      // Of the way that needs it, the shipped policy says that the shop takes part.
      #expect(refusal.routes.allSatisfy { $0.takesPart == ($0.kind == .mediation) })
    }
  }

  @Test func whatWasGivenIsToldWithItsCodes() async throws {
    try await withCasework { casework in
      let order = try await casework.addOrder([("card", 6_000), ("transfer", 1_000), ("voucher", 3_000)])
      let caseID = try await casework.addCase(order: order, state: .compensating)
      try await casework.addChoice(caseID, .refundFull, 10_000)
      try await run(casework.compensating(), [CompensateJob(caseID: caseID, decision: 1)], in: casework.pool)
      let notification = try await casework.rows("select notification_id from casework.notification")[0]
        .decode(Int64.self, at: 0)
      guard
        case .remedyExecuted(let executed) = try await content(
          casework, NotifyJob(notification: notification))
      else {
        Issue.record("not an execution")
        return
      }
      let code = try #require(try await casework.text("select code from casework.voucher"))
      #expect(executed.remedies.map(\.remedy) == [.refundFull, .voucher])
      #expect(executed.remedies.map(\.amount?.minorUnits) == [7_000, 3_000])
      #expect(executed.remedies.map(\.code) == [nil, code])
      #expect(try #require(executed.followUpOn) > executed.remedies[0].executedOn)

      try await withOutbox { outbox in
        try await run(casework.notifying(outbox), [NotifyJob(notification: notification)], in: casework.pool)
        #expect(try outbox.mail(outbox.mails[0]).contains(code))
      }
    }
  }

  @Test func aDeemedAcceptanceSaysThatTheAnswerWasMissed() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 10_000)]), state: .compensating)
      try await casework.startClocks(caseID, .received)
      try await casework.addChoice(caseID, .refundFull, 10_000, basis: .deemed)
      let job = try await casework.owe(caseID, .decisionAccepted, NotificationFacts(decision: 1))
      guard case .decisionAccepted(let decision) = try await content(casework, job) else {
        Issue.record("not an acceptance")
        return
      }
      guard case .answerMissed? = decision.findings.first else {
        Issue.record("the reason is not told")
        return
      }
      #expect(decision.remedies.map(\.remedy) == [.refundFull])
    }
  }

  @Test func everyOtherKindIsWrittenInEveryLanguage() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let day = CivilDate("2026-03-16")!
        var risk = NotificationFacts()
        (risk.promise, risk.promisedFor, risk.newDate) = (.delivery, day, day.adding(days: 2))
        var later = NotificationFacts(answerBy: day)
        (later.extensionReason, later.previousAnswerBy) = (.expertExamination, day)
        let owed: [(MessageKind, NotificationFacts)] = [
          (.acknowledgement, NotificationFacts(answerBy: day)),
          (
            .informationRequest,
            NotificationFacts(
              answerBy: day, replyBy: day, missing: [.proofOfPurchase, .customerIdentity, .evidence(.photos)])
          ),
          (.holdingReply, NotificationFacts(answerBy: day)), (.statusUpdate, NotificationFacts()),
          (.promiseAtRisk, risk), (.deadlineExtended, later),
          (.escalated, NotificationFacts(escalatedTo: .teamLead, because: .clockBreached)),
          (.externalBody, NotificationFacts()), (.withdrawn, NotificationFacts()),
          (.closed, NotificationFacts(replyBy: day)), (.survey, NotificationFacts(replyBy: day)),
          (.publicReply, NotificationFacts(answerBy: day)),
        ]
        var jobs: [NotifyJob] = []
        for locale in ["pl", "ru", "en"] {
          let caseID = try await casework.addCase(
            order: casework.addOrder([("card", 100)]), state: .verifying, locale: locale)
          for (kind, facts) in owed { jobs.append(try await casework.owe(caseID, kind, facts)) }
        }
        let ends = try await run(casework.notifying(outbox), jobs, in: casework.pool)
        #expect(ends.allSatisfy { $0 == .done })
        #expect(outbox.mails.count == 33)
        // A reply in public is posted by a person, whatever the channel.
        #expect(outbox.handovers(.email).count == 3)
        #expect(
          try await casework.number("select count(*) from casework.notification where locale_used = locale")
            == 36)
      }
    }
  }
}
