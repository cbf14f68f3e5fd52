import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// What the shop's own people hear of their cases: one mail in an hour at most, and nothing of a customer.
@Suite struct StaffDigestTests {
  /// Keeps what it is given, once for a key, and can fail.
  private actor Mailbox: MailGateway {
    struct Mail: Sendable {
      let key: String
      let to: String
      let subject: String
      let text: String
      let html: String
    }

    private(set) var mails: [Mail] = []
    private(set) var calls = 0
    private var failure: MailError?
    private var isLost = false

    func fail(_ error: MailError?) { failure = error }
    /// Takes the mail, and the answer is lost.
    func loseAnswers(_ isLost: Bool) { self.isLost = isLost }

    func send(_ mail: OutgoingMail, idempotencyKey: String) async throws(MailError) -> MailReceipt {
      calls += 1
      if let failure { throw failure }
      let isNew = !mails.contains { $0.key == idempotencyKey }
      if isNew {
        mails.append(
          Mail(
            key: idempotencyKey, to: mail.to.address, subject: mail.subject, text: mail.text, html: mail.html)
        )
      }
      if isLost { throw .storage(step: "answering", code: EIO) }
      return MailReceipt(messageID: "<\(idempotencyKey)@shop.example>", wasAlreadySent: !isNew)
    }
  }

  private func handler(_ casework: CaseworkDatabase, _ mailbox: Mailbox) throws -> StaffDigestHandler {
    StaffDigestHandler(
      pool: casework.pool, mail: mailbox, sender: try MailAddress("desk@shop.example"),
      interval: .seconds(3600))
  }

  @discardableResult
  private func look(_ casework: CaseworkDatabase, _ mailbox: Mailbox) async throws -> Disposition {
    try await run(handler(casework, mailbox), [StaffDigestJob()], in: casework.pool)[0]
  }

  /// A case of Ewa's, who is on the list.
  private func withDesk(
    _ body: (CaseworkDatabase, CaseDesk, (caseID: Int64, reference: String), Mailbox) async throws -> Void
  ) async throws {
    try await withCasework { casework in
      let english = HandlerDetails(languages: ["en"])
      try await HandlerDesk(pool: casework.pool).add("Ewa Maj", email: "ewa@shop.example", english)
      try await HandlerDesk(pool: casework.pool).add("Jan Lis", email: "jan@shop.example", english)
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: .verifying)
      _ = try await casework.rows("update casework.case_record set responsible = 'Ewa Maj'")
      let reference = try #require(
        try await casework.text("select reference from casework.case_record where case_id = $1", caseID))
      try await body(casework, CaseDesk(pool: casework.pool), (caseID, reference), Mailbox())
    }
  }

  private func write(_ notices: NewStaffNotice..., in casework: CaseworkDatabase) async throws {
    try await casework.pool.withTransaction { try await StaffNotices.add(notices, in: $0) }
  }

  @Test func whatHappensIsGatheredInOneMailToEach() async throws {
    try await withDesk { casework, desk, subject, mailbox in
      try await casework.startClocks(subject.caseID, .received)
      try await desk.promise(subject.reference, .answer, by: PromisedTime("2026-03-04"), owner: "Jan Lis")
      try await casework.advance(days: 8)
      let clocks = ["answer", "internal_target"].map {
        ClockJob(caseID: subject.caseID, clock: $0, cycle: 1)
      }
      try await run(
        ClockHandler(), clocks + [ClockJob(caseID: subject.caseID, clock: "promised_update", cycle: 1)],
        in: casework.pool)
      try await look(casework, mailbox)
      let mails = await mailbox.mails.sorted { $0.to < $1.to }
      // Ewa, whose case it is; Jan, who made the promise; and the team leads' address, for it went up.
      #expect(mails.map(\.to) == ["ewa@shop.example", "jan@shop.example", "liderzy@sklep.example"])
      // Who is not on the list reads the language of the policy.
      #expect(
        mails.map(\.subject)
          == ["Complaints: news on 1 case", "Complaints: news on 1 case", "Reklamacje: nowości w 1 sprawie"])
      #expect(mails[0].text.contains("\(subject.reference)  late delivery\n"))
      #expect(mails[0].text.contains("answer: at risk, due 2026-03-16 23:00 UTC"))
      #expect(mails[0].text.contains("internal target: deadline missed, due 2026-03-09 23:00 UTC"))
      #expect(mails[1].text.contains("a promise must be kept, due 2026-03-04 23:00 UTC"))
      #expect(mails[2].text.contains("opóźniona dostawa\n"))
      #expect(mails[2].text.contains("sprawa trafiła wyżej, do Ciebie: przekroczony termin"))
      #expect(mails[2].text.contains("do sprawy dołączono: handover/cases/\(subject.reference)-1.zip"))
      #expect(!mails[0].text.contains(".zip"))
      #expect(mails[2].text.contains("redress case show \(subject.reference)"))
      for word in ["Żak", "ewa@example.com", "Gdzie jest", "PL61109010140000071219812874"] {
        #expect(!mails.contains { ($0.subject + $0.text + $0.html).contains(word) }, "\(word)")
      }
    }
  }

  @Test(
    "a mail is in the first of its reader's languages that we write",
    arguments: [
      (["cs", "ru", "pl"], "Претензии: новости по 1 обращению", "теперь за него отвечаете Вы"),
      (["pl"], "Reklamacje: nowości w 1 sprawie", "teraz Ty prowadzisz tę sprawę"),
      (["cs"], "Reklamacje: nowości w 1 sprawie", "opóźniona dostawa"),
      (["en-GB"], "Complaints: news on 1 case", "you are now responsible for it"),
    ])
  func languages(spoken: [String], subject: String, line: String) async throws {
    try await withDesk { casework, _, about, mailbox in
      _ = try await casework.rows(
        "update casework.handler set languages = $1 where name = 'Ewa Maj'", spoken)
      try await write(NewStaffNotice(.assigned, caseID: about.caseID), in: casework)
      try await look(casework, mailbox)
      let mail = try #require(await mailbox.mails.first)
      #expect(mail.subject == subject)
      #expect(mail.text.contains(line) && mail.html.contains(line))
    }
  }

  @Test func nobodyGetsMoreThanOneInAnHour() async throws {
    try await withDesk { casework, _, subject, mailbox in
      try await write(NewStaffNotice(.assigned, caseID: subject.caseID), in: casework)
      try await look(casework, mailbox)
      try await write(
        NewStaffNotice(.reviewOpened, caseID: subject.caseID, about: "data_unusable"), in: casework)
      _ = try await casework.rows("delete from job_queue.later")
      try await look(casework, mailbox)
      #expect(await mailbox.mails.count == 1)
      // It is looked at again when the hour is over, and then there is one mail about all of it.
      #expect(
        try await casework.texts(
          """
          select kind || ' ' || round(extract(epoch from due - made_at)) from job_queue.later, casework.staff_digest
          """) == ["staff_digest 3600"])
      try await write(NewStaffNotice(.breached, caseID: subject.caseID, about: "answer"), in: casework)
      try await casework.advance(days: 0, hours: 1)
      for _ in 1...2 { try await look(casework, mailbox) }
      let mails = await mailbox.mails
      #expect(mails.map(\.key) == ["staff-digest-1", "staff-digest-2"])
      #expect(mails[1].text.contains("waiting for a decision: the data contradict themselves"))
      #expect(
        mails[1].text.contains("answer: deadline missed")
          && !mails[1].text.contains("you are now responsible"))
    }
  }

  /// A worker died after it had sent: what was written meanwhile is not lost, and nothing is sent twice.
  @Test func whoDoesNotKnowWhetherItWasSentSendsTheSameAgain() async throws {
    try await withDesk { casework, _, subject, mailbox in
      try await write(NewStaffNotice(.assigned, caseID: subject.caseID), in: casework)
      await mailbox.loseAnswers(true)
      guard case .retry = try await look(casework, mailbox) else {
        Issue.record("a mail of which nothing is known is tried again")
        return
      }
      try await write(NewStaffNotice(.breached, caseID: subject.caseID, about: "answer"), in: casework)
      await mailbox.loseAnswers(false)
      #expect(try await look(casework, mailbox) == .done)
      #expect(await mailbox.mails.count == 1)
      #expect(
        try await casework.number("select count(*) from casework.staff_digest where sent_at is null") == 0)
      try await casework.advance(days: 0, hours: 1)
      try await look(casework, mailbox)
      #expect(await mailbox.mails.count == 2)
      #expect(
        try await casework.number("select count(*) from casework.staff_notice where digest_id is null") == 0)
    }
  }

  @Test func atOnceEachIsSentOnce() async throws {
    try await withDesk { casework, _, subject, mailbox in
      for about in ["answer", "remedy"] {
        try await write(NewStaffNotice(.atRisk, caseID: subject.caseID, about: about), in: casework)
      }
      try await withThrowingTaskGroup { group in
        for _ in 1...8 { group.addTask { try await look(casework, mailbox) } }
        try await group.waitForAll()
      }
      #expect(await mailbox.mails.count == 1)
      #expect(try await casework.number("select count(*) from casework.staff_digest") == 1)
    }
  }

  @Test func anAddressThatTakesNoMailHoldsUpNobody() async throws {
    try await withDesk { casework, _, subject, mailbox in
      _ = try await casework.rows("update casework.handler set email = 'ewa' where name = 'Ewa Maj'")
      try await write(
        NewStaffNotice(.assigned, caseID: subject.caseID),
        NewStaffNotice(.escalated, caseID: subject.caseID, to: .holder("Jan Lis", contact: "")), in: casework)
      #expect(try await look(casework, mailbox) == .done)
      #expect(await mailbox.mails.map(\.to) == ["jan@shop.example"])
      #expect(
        try await casework.texts("select failed from casework.staff_digest where failed is not null")
          == ["the address is no mail address"])
      #expect(try await look(casework, mailbox) == .done)
      #expect(await mailbox.calls == 1)
    }
  }

  /// A telephone number is no address; a shop without a list is told nothing.
  @Test func whoHasNoAddressIsToldNothing() async throws {
    try await withDesk { casework, _, subject, mailbox in
      _ = try await casework.rows("delete from casework.handler")
      try await write(
        NewStaffNotice(.assigned, caseID: subject.caseID),
        NewStaffNotice(.escalated, caseID: subject.caseID, to: .holder(nil, contact: "tel. 112")),
        in: casework)
      #expect(try await casework.number("select count(*) from casework.staff_notice") == 0)
      #expect(
        try await casework.number("select count(*) from job_queue.entry where kind = 'staff_digest'") == 0)
      // The rung's own address stands in for whoever is not on the list.
      try await write(
        NewStaffNotice(
          .escalated, caseID: subject.caseID, to: .holder("Tomasz", contact: "leads@shop.example")),
        in: casework)
      try await look(casework, mailbox)
      #expect(await mailbox.mails.map(\.to) == ["leads@shop.example"])
    }
  }

  @Test func whoIsGivenACaseHearsOfItAndWhoTakesOneKnows() async throws {
    try await withDesk { casework, desk, subject, _ in
      try await desk.assign(subject.reference, to: "Jan Lis", by: "Ewa Maj")
      try await desk.assign(subject.reference, to: "Ewa Maj", by: "Ewa Maj")
      #expect(
        try await casework.texts("select recipient || ' ' || kind from casework.staff_notice")
          == ["jan@shop.example assigned"])
      #expect(
        try await casework.number("select count(*) from job_queue.entry where kind = 'staff_digest'") == 1)
    }
  }

  /// Of a file that is replayed in a sandbox: nobody is told of a complaint before it was made.
  @Test func whatLiesAheadIsToldWhenItsTimeComes() async throws {
    try await withDesk { casework, _, subject, mailbox in
      let tomorrow = try await BusinessTime.now(in: casework.pool) + 86_400
      try await write(
        NewStaffNotice(.assigned, caseID: subject.caseID, notBefore: tomorrow), in: casework)
      #expect(
        try await casework.number("select count(*) from job_queue.later where kind = 'staff_digest'") == 1)
      try await look(casework, mailbox)
      #expect(await mailbox.mails.isEmpty)
      try await casework.advance(days: 1, hours: 1)
      try await look(casework, mailbox)
      #expect(await mailbox.mails.count == 1)
    }
  }
}
