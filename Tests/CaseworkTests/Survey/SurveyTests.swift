import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

@Suite struct SurveyTests {
  /// A settled case whose customer is asked by mail, and the code in it.
  private func asked(
    _ casework: CaseworkDatabase, _ outbox: TestOutbox, locale: String = "pl", channel: Channel = .email
  ) async throws -> (caseID: Int64, code: String) {
    let order = try await casework.addOrder([("card", 100)])
    let caseID = try await casework.addCase(order: order, state: .resolved, channel: channel, locale: locale)
    try await casework.startClocks(caseID, .resolved)
    try await casework.advance(days: 8)
    try await run(ClockHandler(), [ClockJob(caseID: caseID, clock: "follow_up", cycle: 1)], in: casework.pool)
    let survey = try await casework.number("select max(notification_id) from casework.notification")
    try await run(
      casework.notifying(outbox), [NotifyJob(notification: Int64(survey))], in: casework.pool)
    let text =
      channel == .email
      ? try outbox.readable(try #require(outbox.mails.last))
      : try outbox.handover(channel, try #require(outbox.handovers(channel).last))
    return (caseID, try #require(Self.code(in: text)))
  }

  private static func code(in text: String) -> String? {
    text.firstMatch(of: /([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}/).map { String($0.0) }
  }

  @Test(arguments: [
    (
      "pl", "Czy sprawa jest dla Państwa załatwiona? (tak lub nie)",
      "(1 – bardzo źle, 5 – bardzo dobrze)"
    ),
    ("ru", "Вопрос для Вас решён? (да или нет)", "Как Вы оцениваете нашу работу с Вашей претензией?"),
    ("en", "Is the matter settled for you? (yes or no)", "What could we have done better?"),
    // Nobody wrote the policy's questions in Czech: they come in the policy's language, as the message does.
    ("cs", "Czy sprawa jest dla Państwa załatwiona?", "Co mogliśmy zrobić lepiej?"),
  ])
  func thePolicysQuestionsAreAskedInTheCustomersLanguage(_ locale: String, _ closed: String, _ other: String)
    async throws
  {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let (_, code) = try await asked(casework, outbox, locale: locale)
        let mail = try outbox.readable(try #require(outbox.mails.last))
        #expect(mail.contains(closed) && mail.contains(other))
        // The code is nowhere but in the mail.
        #expect(
          try await casework.number(
            "select count(*) from casework.survey_code where code_hash = sha256(convert_to($1, 'UTF8'))",
            code.replacing("-", with: "")) == 1)
        #expect(
          try await casework.texts("select questions::text from casework.survey")
            == [#"{"better": "text", "settled": "yes_no", "handling": "1-5"}"#])
        #expect(
          try await casework.texts(
            "select (expires_at = due_at)::text from casework.survey, casework.clock where cycle = 2")
            == ["true"])
      }
    }
  }

  @Test func anAnswerIsTakenOnceAndItsWordsCanBeErased() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let (caseID, code) = try await asked(casework, outbox)
        let desk = SurveyDesk(pool: casework.pool)
        // As somebody types it who reads it from a telephone.
        let typed = code.lowercased().replacing("-", with: " ").replacing("0", with: "o").replacing(
          "1", with: "l")
        let outcome = try await desk.answer(
          typed, ["settled": "yes", "handling": "4", "better": " Proszę dzwonić. "])
        #expect(outcome == .recorded)
        #expect(
          try await casework.texts("select answers::text from casework.survey")
            == [#"{"settled": "yes", "handling": "4"}"#])
        #expect(try await casework.texts("select body from casework.survey_text") == ["Proszę dzwonić."])
        let event = try await casework.rows(
          "select actor, details::text from casework.case_event where kind = 'survey_answered'")
        #expect(event.count == 1)
        #expect(try event.first?.decode(String.self, "actor") == "customer")
        #expect(
          try event.first?.decode(String.self, "details") == #"{"settled": "yes", "handling": "4"}"#)
        #expect(try await casework.state(of: caseID) == "resolved")
        await #expect(throws: SurveyRefusal.answered) { try await desk.answer(code, ["settled": "no"]) }
        let file = try await CaseDesk(pool: casework.pool).show("R0000001")
        #expect(file.surveys.first?.answers == ["settled": "yes", "handling": "4"])
        #expect(file.surveys.first?.words == ["better": "Proszę dzwonić."])
      }
    }
  }

  @Test func whoIsNotContentIsHeardAgain() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let (caseID, code) = try await asked(casework, outbox, channel: .phone)
        // On the last day, when the clock that closes the case is about to look.
        try await casework.advance(days: 29)
        #expect(
          try await SurveyDesk(pool: casework.pool).answer(code, ["settled": "no", "handling": "1"])
            == .reopened)
        try await casework.advance(days: 3)
        try await run(
          ClockHandler(), [ClockJob(caseID: caseID, clock: "follow_up", cycle: 2)], in: casework.pool)
        #expect(try await casework.state(of: caseID) == "resolved")
        let job = DisagreementJob(caseID: caseID)
        try await run(DisagreementHandler(), [job, job], in: casework.pool)
        try await run(DisagreementHandler(), [job], in: casework.pool)
        #expect(try await casework.state(of: caseID) == "manual_review")
        #expect(
          try await casework.texts("select reason from casework.manual_review") == ["customer_disagrees"])
        #expect(
          try await casework.history(of: caseID).filter { ["appealed", "escalated"].contains($0) }
            == ["appealed", "escalated"])
        #expect(
          try await casework.texts(
            "select actor from casework.case_event where kind = 'appealed'") == ["customer"])
        #expect(
          try await casework.texts("select kind from casework.clock where stopped_at is null").contains(
            "internal_target"))
      }
    }
  }

  @Test func whatIsTooLateOrNoAnswerIsNotTaken() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let (_, code) = try await asked(casework, outbox)
        let desk = SurveyDesk(pool: casework.pool)
        await #expect(throws: SurveyRefusal.unknownCode) {
          try await desk.answer("0000-0000", ["settled": "yes"])
        }
        for (answers, words) in [
          (["settled": "maybe"], "the answer to settled is yes or no"),
          (["handling": "6"], "the answer to handling is one of 1-5"),
          (["handling": "0"], "the answer to handling is one of 1-5"),
          (["mood": "good"], "this survey asks better, handling, settled"),
          (["better": String(repeating: "ż", count: 4001)], "has more than 4000 characters"),
          (["settled": " "], "no question is answered"), ([:], "no question is answered"),
        ] {
          do {
            _ = try await desk.answer(code, answers)
            Issue.record("taken: \(answers)")
          } catch let error as PostgresError {
            #expect(error.sqlState.rawValue == "CW006" && error.message.contains(words))
          }
        }
        #expect(try await casework.number("select count(*) from casework.survey_text") == 0)
        try await casework.advance(days: 31)
        await #expect(throws: SurveyRefusal.expired) { try await desk.answer(code, ["settled": "no"]) }
        #expect(
          try await casework.number("select count(*) from casework.survey where answered_at is not null") == 0
        )
      }
    }
  }

  @Test func aMailThatIsSentAgainBringsACodeThatIsKnown() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let order = try await casework.addOrder([("card", 100)])
        let caseID = try await casework.addCase(order: order, state: .resolved)
        var facts = NotificationFacts()
        facts.replyBy = CivilDate("2026-04-01")
        let job = try await casework.owe(caseID, .survey, facts)
        // A worker that dies when the mail has left and nothing is marked.
        let handler = try casework.notifying(outbox)
        _ = try await handler.prepare([testJob(job)])
        try await run(handler, [job], in: casework.pool)
        #expect(outbox.mails.count == 1)
        #expect(try await casework.number("select count(*) from casework.survey") == 1)
        let code = try #require(Self.code(in: try outbox.readable(outbox.mails[0])))
        #expect(try await SurveyDesk(pool: casework.pool).answer(code, ["handling": "3"]) == .recorded)
      }
    }
  }

  @Test func aPolicyWithoutASurveyAsksForAReplyAndWaitsAsLongAgain() async throws {
    let source = ShippedPolicies.source("pl")!
    let survey = try #require(source.firstMatch(of: /\nsurvey:[^\n]*\n(?:[ \n][^\n]*\n)*?\n(?=[a-z])/)).range
    var without = source
    without.replaceSubrange(survey, with: "\n")
    try await withCasework(source: without) { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .resolved)
        try await casework.startClocks(caseID, .resolved)
        try await casework.advance(days: 8)
        try await run(
          ClockHandler(), [ClockJob(caseID: caseID, clock: "follow_up", cycle: 1)], in: casework.pool)
        try await run(casework.notifying(outbox), [NotifyJob(notification: 1)], in: casework.pool)
        let mail = try outbox.readable(outbox.mails[0])
        #expect(mail.contains("Czy sprawa jest dla Państwa załatwiona? Wystarczy odpisać"))
        #expect(Self.code(in: mail) == nil)
        #expect(try await casework.number("select count(*) from casework.survey") == 0)
        #expect(
          try await casework.text("select facts ->> 'reply_by' from casework.notification") == "2026-03-17")
      }
    }
  }
}
