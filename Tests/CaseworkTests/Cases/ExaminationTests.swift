import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// A case that an expert looks at (S21). It is Monday, 2 March 2026, 10:00 in Warsaw, and the answer is owed by the 16th.
@Suite struct ExaminationTests {
  private func withReview(
    policy source: String? = nil,
    _ body: (CaseworkDatabase, CaseDesk, (caseID: Int64, reference: String)) async throws -> Void
  ) async throws {
    try await withCasework(source: source) { casework in
      let caseID = try await casework.addCase(
        order: casework.addOrder([("card", 100)]), state: .manualReview, kind: .defect, locale: "en")
      try await casework.startClocks(caseID, .received)
      try await casework.pool.withTransaction { transaction in
        let now = try await BusinessTime.now(in: transaction)
        try await ManualReviews.open(
          [NewReview(caseID: caseID, reason: .deliveryUnknown, openedAt: now)], in: transaction)
      }
      let reference = try #require(
        try await casework.text("select reference from casework.case_record where case_id = $1", caseID))
      try await body(casework, CaseDesk(pool: casework.pool), (caseID, reference))
    }
  }

  private let moving = ShippedPolicies.source("pl")!.replacing(
    "\noffer:\n", with: "\nexamination: { extends: answer, at_most: { amount: 8, unit: weeks } }\noffer:\n")

  private func answers(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      """
      select cycle || ' ' || (due_at at time zone 'Europe/Warsaw')::text || ' ' || coalesce(stopped_by, 'runs') || ' ' || on_breach
      from casework.clock where kind = 'answer' order by cycle
      """)
  }

  private func mail(_ casework: CaseworkDatabase) async throws -> String {
    var text = ""
    try await withOutbox { outbox in
      let jobs = try await casework.rows("select notification_id from casework.notification order by 1").map {
        NotifyJob(notification: try $0.decode(Int64.self, at: 0))
      }
      #expect(try await run(casework.notifying(outbox), jobs, in: casework.pool).allSatisfy { $0 == .done })
      text = try outbox.readable(outbox.mails[0])
    }
    return text
  }

  @Test func theCustomerHearsTheReasonAndThatTheTermStays() async throws {
    try await withReview { casework, desk, subject in
      let terms = try await desk.examine(
        subject.reference, because: .expertExamination, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      #expect(terms.termStays)
      #expect(try await casework.state(of: subject.caseID) == "expert_examination")
      #expect(try await answers(casework) == ["1 2026-03-17 00:00:00 runs deem_accepted"])
      #expect(
        try await casework.texts(
          "select (due_at at time zone 'Europe/Warsaw')::text from casework.clock where kind = 'examination'")
          == ["2026-03-21 00:00:00"])
      #expect(
        try await casework.number("select count(*) from casework.manual_review where closed_at is null") == 0)
      let mail = try await mail(casework)
      #expect(mail.contains("We had promised you an answer by 16 March 2026. An expert has to examine"))
      #expect(mail.contains("You will now have our answer by 20 March 2026."))
      #expect(mail.contains("This does not change the date by which we owe you an answer, 16 March 2026"))
    }
  }

  /// The law goes on: while an expert has it, silence accepts, and nobody waits for the expert any more.
  @Test func silenceAcceptsAllTheSame() async throws {
    try await withReview { casework, desk, subject in
      try await desk.examine(
        subject.reference, because: .awaitingParts, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      try await casework.advance(days: 15)
      try await run(
        ClockHandler(), [ClockJob(caseID: subject.caseID, clock: "answer", cycle: 1)], in: casework.pool)
      #expect(
        try await casework.texts("select basis from casework.decision") == ["deemed"])
      #expect(
        try await casework.texts("select stopped_by from casework.clock where kind = 'examination'")
          == ["examined"])
    }
  }

  @Test func whereThePolicyMovesTheAnswerItIsOwedOnTheNewDay() async throws {
    try await withReview(policy: moving) { casework, desk, subject in
      await #expect(throws: CaseRefusal.examinedTooLong(lastDay: CivilDate("2026-04-27")!)) {
        try await desk.examine(
          subject.reference, because: .awaitingParts, until: CivilDate("2026-04-28")!, by: "Ewa Maj")
      }
      try await desk.examine(
        subject.reference, because: .awaitingParts, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      // What ran until now stays as it was recorded.
      #expect(
        try await answers(casework) == [
          "1 2026-03-17 00:00:00 extended deem_accepted", "2 2026-03-21 00:00:00 runs deem_accepted",
        ])
      #expect(
        try await casework.number(
          "select count(distinct started_at) from casework.clock where kind = 'answer'") == 1)
      let mail = try await mail(casework)
      #expect(mail.contains("You will now have our answer by 20 March 2026."))
      #expect(!mail.contains("does not change the date"))
    }
  }

  /// Nobody waits longer than was said: no new day, and no apology for one.
  @Test func inTimeItIsAHoldingReplyWithTheReason() async throws {
    try await withReview { casework, desk, subject in
      try await desk.examine(
        subject.reference, because: .awaitingCarrier, until: CivilDate("2026-03-10")!, by: "Ewa Maj")
      #expect(try await casework.texts("select kind from casework.notification") == ["holding_reply"])
      let mail = try await mail(casework)
      #expect(mail.contains("We are waiting for the carrier’s report"))
      #expect(mail.contains("The date for our answer has not changed: 16 March 2026."))
    }
  }

  @Test func theFindingGoesToThePersonWhoDecides() async throws {
    try await withReview { casework, desk, subject in
      await #expect(throws: CaseRefusal.self) {
        try await desk.examined(subject.reference, finding: "Nic.", by: "Ewa Maj")
      }
      try await desk.examine(
        subject.reference, because: .expertExamination, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      await #expect(throws: CaseRefusal.emptyText) {
        try await desk.examined(subject.reference, finding: " ", by: "Ewa Maj")
      }
      try await desk.examined(subject.reference, finding: "Pęknięta grzałka.", by: "Jan Lis")
      #expect(try await casework.state(of: subject.caseID) == "manual_review")
      #expect(try await desk.openReviews().map(\.reason) == ["examined"])
      #expect(
        try await casework.texts("select author || ': ' || body from casework.case_note") == [
          "Jan Lis: Pęknięta grzałka."
        ])
      #expect(
        try await casework.history(of: subject.caseID) == [
          "review_closed", "examination_started", "state_changed", "examined", "note_added", "review_opened",
          "state_changed",
        ])
      // The wait is over: nothing goes up on its day.
      try await casework.advance(days: 30)
      try await run(
        ClockHandler(), [ClockJob(caseID: subject.caseID, clock: "examination", cycle: 1)], in: casework.pool)
      #expect(try await casework.number("select escalation_level from casework.case_record") == 0)
      try await desk.decide(subject.reference, .accept([GrantedRemedy(.gift)]), by: "Ewa Maj")
    }
  }

  @Test func evidenceThatItBringsIsVerifiedFirst() async throws {
    try await withReview { casework, desk, subject in
      try await desk.examine(
        subject.reference, because: .expertExamination, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      try await desk.provide(subject.reference, ProvidedInformation(evidence: [.receipt]))
      #expect(try await casework.state(of: subject.caseID) == "expert_examination")
      try await desk.examined(subject.reference, finding: "Widać to.", evidence: [.photos], by: "Jan Lis")
      #expect(try await casework.state(of: subject.caseID) == "verifying")
      #expect(
        try await casework.texts("select evidence::text from casework.case_record") == ["{photos,receipt}"])
      #expect(
        try await casework.number("select count(*) from job_queue.entry where kind = 'verify'") == 1)
    }
  }

  @Test func whenNothingIsHeardTheCaseGoesUpAndBackToAPerson() async throws {
    try await withReview(policy: moving) { casework, desk, subject in
      try await desk.examine(
        subject.reference, because: .expertExamination, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      try await casework.advance(days: 18)
      let job = ClockJob(caseID: subject.caseID, clock: "examination", cycle: 1)
      try await run(ClockHandler(), [job], in: casework.pool)
      #expect(try await casework.state(of: subject.caseID) == "expert_examination")
      try await casework.advance(days: 1)
      for _ in 1...2 { try await run(ClockHandler(), [job], in: casework.pool) }
      #expect(try await casework.state(of: subject.caseID) == "manual_review")
      #expect(try await desk.openReviews().map(\.reason) == ["examination_overdue"])
      #expect(
        try await casework.texts("select escalation_level || ' ' || responsible from casework.case_record")
          == ["1 Tomasz Wójcik"])
      #expect(
        try await casework.texts(
          "select facts ->> 'trigger' from casework.notification where kind = 'escalated'")
          == ["silence"])
    }
  }

  @Test(arguments: ["received", "awaiting_information", "expert_examination", "awaiting_choice", "closed"])
  func onlyWhatWaitsForAPersonIsGivenToAnExpert(_ state: String) async throws {
    try await withReview { casework, desk, subject in
      _ = try await casework.rows("update casework.case_record set state = $1", state)
      await #expect(throws: CaseRefusal.self) {
        try await desk.examine(
          subject.reference, because: .expertExamination, until: CivilDate("2026-03-20")!, by: "Ewa Maj")
      }
      #expect(try await casework.number("select count(*) from casework.notification") == 0)
    }
  }

  @Test func aDayThatIsOverIsRefused() async throws {
    try await withReview { _, desk, subject in
      await #expect(throws: CaseRefusal.dayOver(CivilDate("2026-03-01")!)) {
        try await desk.examine(
          subject.reference, because: .expertExamination, until: CivilDate("2026-03-01")!, by: "Ewa Maj")
      }
    }
  }
}
