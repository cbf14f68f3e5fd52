import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// S34: no case ends in silence. S41: and none goes on in silence when others may be asked.
@Suite struct EndingTests {
  /// The mails of a case in the order in which they were written, as their customer reads them.
  private func readAll(_ casework: CaseworkDatabase, _ outbox: TestOutbox) async throws -> [String] {
    let waiting = try await casework.rows(
      "select notification_id from casework.notification where sent_at is null and handed_at is null order by 1"
    )
    let jobs = try waiting.map { NotifyJob(notification: try $0.decode(Int64.self, at: 0)) }
    #expect(try await run(casework.notifying(outbox), jobs, in: casework.pool).allSatisfy { $0 == .done })
    return try outbox.mails.map { try outbox.readable($0) }
  }

  private func content(_ casework: CaseworkDatabase) async throws -> MessageContext.Content {
    let last = try await casework.rows("select max(notification_id) from casework.notification")[0]
    let source = try #require(
      try await NotificationSource.read([last.decode(Int64.self, at: 0)], in: casework.pool).first)
    return try MessageComposer(source: source, policy: casework.policy).context().content
  }

  @Test(
    "who takes the complaint back reads that it is over, and what to do if that was not meant",
    arguments: [
      ("pl", "zamknęliśmy sprawę dotyczącą opóźnionej dostawy", "To nie była Państwa prośba"),
      ("ru", "мы закрыли обращение по поводу задержки доставки", "Вы об этом не просили"),
      ("en", "we have closed your complaint about the late delivery", "Did you not ask for this"),
    ])
  func withdrawal(locale: String, told: String, asked: String) async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .verifying, locale: locale)
        try await casework.startClocks(caseID, .received)
        let reference = try #require(try await casework.text("select reference from casework.case_record"))
        try await CaseDesk(pool: casework.pool).withdraw(reference)
        #expect(try await casework.texts("select kind from casework.notification") == ["withdrawn"])
        let mail = try #require(try await readAll(casework, outbox).first)
        #expect(mail.contains(told) && mail.contains(asked))
        #expect(
          try await casework.number("select count(*) from casework.clock where stopped_at is null") == 0,
          "and no news is owed any more")
      }
    }
  }

  /// A person passes it on. What else comes back from a withdrawn case is nobody's any more.
  @Test func aConfirmationThatComesBackIsOwedAgain() async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
        let acknowledgement = try await casework.owe(caseID, .acknowledgement)
        let reference = try #require(try await casework.text("select reference from casework.case_record"))
        try await CaseDesk(pool: casework.pool).withdraw(reference)
        _ = try await readAll(casework, outbox)
        for number in [acknowledgement.notification, acknowledgement.notification + 1] {
          try await run(
            DeliveryHandler(), [DeliveryJob(notification: number, bounced: .unknownAddress)],
            in: casework.pool)
        }
        #expect(
          try await casework.texts("select kind || ' ' || sequence from casework.notification order by 1")
            == ["acknowledgement 1", "withdrawn 1", "withdrawn 2"])
      }
    }
  }

  @Test(
    "who does not appeal reads that the case is closed, and which ways stay open",
    arguments: [
      ("pl", "do 1 kwietnia 2026", "Nadal mają Państwo inne możliwości"),
      ("ru", "не позднее 1 апреля 2026 года", "У Вас остаются и другие возможности"),
      ("en", "until 1 April 2026", "These options are still open to you"),
    ])
  func closing(locale: String, day: String, ways: String) async throws {
    try await withCasework { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .rejected, locale: locale)
        try await casework.pool.withTransaction { transaction in
          let now = try await BusinessTime.now(in: transaction)
          try await ClockRows.start(
            [NewClock.appealPeriod(of: caseID, from: now, policy: casework.policy)], in: transaction)
        }
        try await casework.advance(days: 31)
        let end = ClockJob(caseID: caseID, clock: "follow_up", cycle: 1)
        for _ in 1...2 { try await run(ClockHandler(), [end], in: casework.pool) }
        #expect(try await casework.state(of: caseID) == "closed")
        #expect(try await casework.texts("select kind from casework.notification") == ["closed"])
        let mail = try #require(try await readAll(casework, outbox).first)
        #expect(mail.contains(day) && mail.contains(ways) && mail.contains("sąd powszechny"))
      }
    }
  }

  /// The eight weeks of the British policy.
  @Test(
    "S41: when the time is over, the customer reads who else decides: whoever takes complaints of their kind",
    arguments: [(Standing.consumer, [MessageContext.Route.Kind.ombudsman]), (.business, [.court])])
  func independentBody(standing: Standing, ways: [MessageContext.Route.Kind]) async throws {
    try await withCasework(policy: "uk") { casework in
      try await withOutbox { outbox in
        let caseID = try await casework.addCase(
          order: casework.addOrder([("card", 100)]), state: .manualReview, locale: "en", standing: standing)
        try await casework.startClocks(caseID, .received)
        let look = ClockJob(caseID: caseID, clock: "external_body", cycle: 1)
        try await casework.advance(days: 55)
        try await run(ClockHandler(), [look], in: casework.pool)
        #expect(
          try await casework.number("select count(*) from casework.notification where kind = 'external_body'")
            == 0)
        try await casework.advance(days: 2)
        for _ in 1...2 { try await run(ClockHandler(), [look], in: casework.pool) }
        #expect(
          try await casework.number("select count(*) from casework.notification where kind = 'external_body'")
            == 1)
        _ = try await casework.rows("delete from casework.notification where kind <> 'external_body'")
        guard case .externalBody(let body) = try await content(casework) else {
          Issue.record("not told")
          return
        }
        #expect(body.routes.map(\.kind) == ways)
        let mail = try #require(try await readAll(casework, outbox).first)
        #expect(mail.contains("We received your complaint on 2 March 2026, and it is still open."))
        #expect(mail.contains("Dispute Resolution Ombudsman") == (standing == .consumer))
      }
    }
  }

  @Test func whoseCaseIsSettledIsSentNowhere() async throws {
    try await withCasework(policy: "uk") { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .rejected)
      try await casework.startClocks(caseID, .received)
      try await casework.advance(days: 60)
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "external_body", cycle: 1)], in: casework.pool)
      #expect(
        try await casework.number("select count(*) from casework.notification where kind = 'external_body'")
          == 0, "the refusal has named the ways")
    }
  }
}
