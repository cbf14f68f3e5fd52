import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct WaitTests {
  private let currency = Currency(code: "PLN")!

  /// An offer of two options, running out in 14 days.
  private func addOffer(_ casework: CaseworkDatabase, defaultRemedy: Remedy?) async throws -> Int64 {
    let caseID = try await casework.addCase(
      order: casework.addOrder([("card", 9_000)]), state: .awaitingChoice)
    try await casework.pool.withTransaction { transaction in
      let now = try await BusinessTime.now(in: transaction)
      try await DecisionRecords.add(
        [
          NewDecision(
            caseID: caseID, version: 1, round: 0,
            decision: Decision(.accepted, basis: .contractual, reasons: [.judgement], by: .rules),
            decidedAt: now,
            options: [
              RemedyOption(.freeShipping, amount: nil, basis: .contractual, needsReturn: false),
              RemedyOption(
                .refundPartial, amount: Money(minorUnits: 900, currency: currency), basis: .contractual,
                needsReturn: false),
            ], validUntil: now + 14 * 86_400, defaultRemedy: defaultRemedy)
        ], in: transaction)
    }
    try await casework.startClocks(caseID, .offered)
    return caseID
  }

  @Test func anOfferThatRunsOutAppliesItsDefault() async throws {
    try await withCasework { casework in
      let caseID = try await addOffer(casework, defaultRemedy: .refundPartial)
      let job = ClockJob(caseID: caseID, clock: "offer_expiry", cycle: 1)
      try await casework.advance(days: 13)
      try await run(ClockHandler(), [job], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "awaiting_choice")
      try await casework.advance(days: 2)
      try await run(ClockHandler(), [job], in: casework.pool)
      try await run(ClockHandler(), [job], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "compensating")
      let choice = try await casework.rows("select position, chosen_by from casework.remedy_choice")[0]
      #expect(try choice.decode(Int.self, "position") == 2)
      #expect(try choice.decode(String.self, "chosen_by") == "default")
      #expect(
        try await casework.texts("select facts ->> 'chosen_by_default' from casework.notification") == [
          "true"
        ])
      // No breach: it was the customer's time.
      #expect(
        try await casework.texts(
          "select stopped_by from casework.clock where kind = 'offer_expiry' and breached_at is null") == [
            "expired"
          ])
      try await run(casework.compensating(), [CompensateJob(caseID: caseID, decision: 1)], in: casework.pool)
      #expect(try await casework.number("select amount_minor from casework.payout") == 900)
    }
  }

  @Test func anOfferWithoutADefaultGoesToAPerson() async throws {
    try await withCasework { casework in
      let caseID = try await addOffer(casework, defaultRemedy: nil)
      try await casework.advance(days: 15)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "offer_expiry", cycle: 1)], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "manual_review")
      #expect(try await casework.texts("select reason from casework.manual_review") == ["no_default"])
    }
  }

  @Test(arguments: [
    (Check.Name.proofOfPurchase, "purchase_unproven"), (.customer, "identity_unconfirmed"),
    (.evidence, "evidence_missing"),
  ])
  func whatWasAskedForAndDidNotComeGoesToAPerson(_ check: Check.Name, _ reason: String) async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .awaitingInformation)
      try await casework.pool.withTransaction { transaction in
        let now = try await BusinessTime.now(in: transaction)
        try await DecisionRecords.add(
          [
            NewDecision(
              caseID: caseID, version: 1, round: 1,
              decision: Decision(
                .needsInformation([.customerIdentity]), reasons: [.check(check)], by: .rules),
              decidedAt: now, validUntil: now)
          ], in: transaction)
      }
      try await casework.startClocks(caseID, .informationRequested)
      try await casework.advance(days: 8)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "information", cycle: 1)], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "manual_review")
      #expect(try await casework.texts("select reason from casework.manual_review") == [reason])
    }
  }

  @Test func whoWasNotAskedYetIsWaitedForAnew() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .awaitingInformation)
      _ = try await casework.owe(
        caseID, .informationRequest, NotificationFacts(missing: [.customerIdentity]))
      try await casework.startClocks(caseID, .informationRequested)
      try await casework.advance(days: 8)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "information", cycle: 1)], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "awaiting_information")
      #expect(
        try await casework.texts(
          """
          select cycle || coalesce(' ' || stopped_by, '') || case when due_at > casework.business_now() then ' ahead' else '' end
          from casework.clock where kind = 'information' order by cycle
          """) == ["1 unsent", "2 ahead"])
    }
  }

  @Test func aWaitWhoseCaseHasMovedOnEndsQuietly() async throws {
    try await withCasework { casework in
      let caseID = try await addOffer(casework, defaultRemedy: .refundPartial)
      _ = try await casework.rows("update casework.case_record set state = 'compensating'")
      try await casework.advance(days: 15)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "offer_expiry", cycle: 1)], in: casework.pool)
      #expect(try await casework.history(of: caseID).isEmpty)
      #expect(try await casework.number("select count(*) from casework.remedy_choice") == 0)
      #expect(try await casework.number("select count(*) from casework.clock where stopped_at is null") == 0)
    }
  }

  @Test func newsComeWhileItIsOurTurnAndTheTimeGoesOnWhileItIsTheCustomers() async throws {
    try await withCasework { casework in
      let ours = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .manualReview)
      let theirs = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .awaitingChoice)
      for caseID in [ours, theirs] { try await casework.startClocks(caseID, .messageSent) }
      try await casework.advance(days: 4)
      let jobs = [ours, theirs].map { ClockJob(caseID: $0, clock: "periodic_update", cycle: 1) }
      try await run(ClockHandler(), jobs, in: casework.pool)
      let notified = try await casework.rows("select case_id, kind from casework.notification")
      #expect(notified.count == 1)
      #expect(try notified.first?.decode(Int64.self, "case_id") == ours)
      // Ours starts anew when the message is sent; theirs at once.
      #expect(
        try await casework.rows("select case_id from casework.clock where stopped_at is null").map {
          try $0.decode(Int64.self, at: 0)
        } == [theirs])
      #expect(
        try await casework.number("select count(*) from casework.clock where breached_at is not null") == 0)
    }
  }

  @Test func afterSettlementTheCustomerIsAskedAndThenTheCaseIsClosed() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .resolved)
      try await casework.startClocks(caseID, .resolved)
      try await casework.advance(days: 8)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "follow_up", cycle: 1)], in: casework.pool)
      #expect(try await casework.texts("select kind from casework.notification") == ["survey"])
      #expect(
        try await casework.text("select facts ->> 'reply_by' from casework.notification") == "2026-04-09")
      #expect(try await casework.state(of: caseID) == "resolved")
      // As long as the survey can be answered, and no shorter: 30 days.
      let wait = ClockJob(caseID: caseID, clock: "follow_up", cycle: 2)
      try await casework.advance(days: 29)
      try await run(ClockHandler(), [wait], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "resolved")
      try await casework.advance(days: 2)
      try await run(ClockHandler(), [wait], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "closed")
      #expect(try await casework.number("select count(*) from casework.clock where stopped_at is null") == 0)
      #expect(try await casework.number("select count(*) from casework.notification") == 1)
    }
  }

  @Test func aRefusalThatNobodyAppealsAgainstIsClosedWithoutAQuestion() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .rejected)
      try await casework.pool.withTransaction { transaction in
        let now = try await BusinessTime.now(in: transaction)
        try await ClockRows.start(
          [NewClock.appealPeriod(of: caseID, from: now, policy: casework.policy)], in: transaction)
      }
      let job = ClockJob(caseID: caseID, clock: "follow_up", cycle: 1)
      try await casework.advance(days: 29)
      try await run(ClockHandler(), [job], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "rejected")
      try await casework.advance(days: 2)
      try await run(ClockHandler(), [job], in: casework.pool)
      #expect(try await casework.state(of: caseID) == "closed")
      #expect(try await casework.texts("select kind from casework.notification") == ["closed"])
    }
  }

  @Test func aWaitThatIsStoppedLateIsNoBreach() async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .awaitingInformation)
      try await casework.startClocks(caseID, .informationRequested)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 9)
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(
          ClockStop.stopped(by: .informationReceived, caseID: caseID)
            + ClockStop.stopped(by: .acknowledged, caseID: caseID),
          in: transaction)
      }
      #expect(
        try await casework.texts("select kind from casework.clock where breached_at is not null") == [
          "acknowledge"
        ])
      #expect(try await casework.history(of: caseID) == ["clock_breached"])
    }
  }
}
