import Complaints
import Foundation
import Gateways
import LibPQ
import Testing

@testable import Casework

/// A customer is forgotten, and what happened stays.
@Suite struct ErasureTests {
  /// Plain letters, so that no encoding of a mail hides it.
  private static let name = "Ypsilantis"
  private static let account = "PL61109010140000071219812874"
  private static let sentinel = Sentinel(words: [name, account])
  private static let person = CustomerName.reference("C-1", merchant: Shop.name)

  /// Everything that a customer can leave behind, in four cases that are over: paid out, refused after a mediation, taken back with a message
  /// that nobody passed on, and one of a claimant whom the shop does not know.
  private func withPast(_ body: (Shop, TestOutbox) async throws -> Void) async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        let person = ["customer_name": "Anna \(Self.name)", "customer_email": "\(Self.name)@example.com"]
        let orders: [[String: String]] = [
          ["payments": "transfer 119.80"], ["order_reference": "A-2", "delivered_at": "2026-02-16 15:00:00"],
        ]
        try await shop.importOrders(Files.orders(orders.map { $0.merging(person) { $1 } }))
        let words = ["subject": Self.name, "body": "I am \(Self.name).", "refund_iban": Self.account]
        var stranger: [String: String] = [
          "reference": "S-4", "order_reference": "", "customer_reference": "", "kind": "poor_service",
        ]
        stranger.merge(person) { $1 }
        let complaints: [[String: String]] = [
          ["reference": "S-1", "desired_remedy": "refund_partial"],
          ["reference": "S-2", "order_reference": "A-2"],
          ["reference": "S-3", "order_reference": "\(Self.name)-7", "channel": "phone"], stranger,
        ]
        try await shop.importComplaints(Files.complaints(complaints.map { $0.merging(words) { $1 } }))
        try await shop.run(
          "update casework.case_text set happened = subject, started_on = subject, tried = subject")
        try await shop.work(outbox)
        try await live(shop, outbox)
        try await body(shop, outbox)
      }
    }
  }

  private func live(_ shop: Shop, _ outbox: TestOutbox) async throws {
    let desk = CaseDesk(pool: shop.pool)
    try await desk.choose("R0000001", .number(1))
    try await desk.note("R0000002", "\(Self.name) called.", by: "Ewa Maj")
    _ = try await desk.attach(
      "R0000002", Array("From \(Self.name)".utf8), named: AttachmentName("\(Self.name).txt"), by: "Ewa Maj",
      in: outbox.attachments)
    try await desk.openMediation("R0000002", with: "Jan \(Self.name)", about: Self.name, by: "Ewa Maj")
    try await desk.propose("R0000002", "\(Self.name) gets half.", from: .customer, by: "Ewa Maj")
    try await desk.closeMediation("R0000002", failed: true, by: "Ewa Maj")
    try await desk.decide(
      "R0000002", .reject(.notOurProduct), by: "Ewa Maj", saying: "Pani \(Self.name), to nie nasz towar.",
      note: "\(Self.name) again")
    try await shop.work(outbox)
    try await desk.withdraw("R0000003")
    try await shop.work(outbox)
    if try await shop.state("S-4") != "closed" { try await desk.withdraw("R0000004") }
    for _ in 1...8 {
      try await shop.advance("8 days")
      try await shop.work(outbox)
    }
    try await shop.run(
      """
      insert into casework.survey_text (notification_id, question, body)
      select notification_id, 'better', 'Better for \(Self.name).' from casework.survey order by notification_id limit 1
      """)
    let account = Debtor.Account(currency: Currency(code: "PLN")!, number: try AccountNumber(Self.account))
    _ = try await PayoutFile.open(
      for: Debtor(name: "Sklep", accounts: [account]),
      createdAt: BusinessTime.now(in: shop.pool), executionDate: CivilDate("2026-05-04")!, in: shop.pool)
  }

  /// What must not be touched, row by row, as the tables hold it.
  private static let records = [
    "decision", "check_result", "order_snapshot", "remedy_option", "remedy_choice", "ledger", "ledger_entry",
    "ledger_progress", "clock", "clock_alert", "payout", "payout_document", "voucher", "order_record",
    "order_item",
    "order_payment",
  ]

  private func records(_ shop: Shop) async throws -> [String] {
    var records: [String] = []
    for table in Self.records {
      records += try await shop.texts("select \(table)::text from casework.\(table) order by 1")
    }
    return records
      + (try await shop.texts(
        """
        select case_id, state, kind, standing, claimed_minor, order_id, escalation_level, received_at, closed_at
        from casework.case_record order by 1
        """))
  }

  @Test(.timeLimit(.minutes(10))) func nothingOfAPersonIsLeftAnywhere() async throws {
    try await withPast { shop, outbox in
      let desk = CustomerDesk(pool: shop.pool)
      #expect(
        try await shop.number(
          "select count(*) from casework.case_record where state not in ('closed', 'withdrawn')")
          == 0)
      // What is scanned finds the person everywhere before: a scan that finds nothing would prove nothing.
      let places = try await Self.sentinel.places(in: shop.pool)
      #expect(
        Set(places).isSuperset(of: [
          "casework.customer.name", "casework.customer.email", "casework.case_text.subject",
          "casework.case_text.body",
          "casework.case_text.happened", "casework.case_text.started_on", "casework.case_text.tried",
          "casework.case_text.iban", "casework.case_note.body", "casework.case_statement.body",
          "casework.attachment.name", "casework.mediation.mediator", "casework.mediation.dispute",
          "casework.mediation_proposal.body", "casework.case_record.order_reference",
          "casework.payout_document.content", "casework.survey_text.body",
        ]), "\(places)")
      #expect(try Self.sentinel.files(below: outbox.path).contains { $0.hasPrefix("mail/handover/phone") })
      #expect(try Self.sentinel.files(below: outbox.path).contains { $0.hasPrefix("files/R0000002") })
      // A worker was killed while it wrote a mail.
      try Data("Dear \(Self.name)".utf8).write(
        to: URL(filePath: outbox.path + "/mail/notification-1.eml.77-1.tmp"))
      let before = try await records(shop)
      let events = try await shop.texts("select case_event::text from casework.case_event order by event_id")

      let erased = try await desk.erase(Self.person, by: "Ewa Maj")
      #expect(erased.cases == ["R0000001", "R0000002", "R0000003"])
      #expect(erased.attachments == 1 && erased.suppressedMessages > 0 && erased.payoutFiles == [1])
      // The claimant of the fourth case is nobody's customer, and named by the case.
      #expect(try await desk.erase(.claimant(of: "r0000004"), by: "Ewa Maj").cases == ["R0000004"])
      try await shop.work(outbox)

      #expect(
        try await Self.sentinel.places(in: shop.pool) == ["casework.payout_document.content"],
        "the books are kept, and nothing else")
      #expect(try Self.sentinel.files(below: outbox.path) == [])
      #expect(try await records(shop) == before)
      let after = try await shop.texts("select case_event::text from casework.case_event order by event_id")
      #expect(Array(after.prefix(events.count)) == events)
      #expect(
        try await shop.texts(
          "select case_id, actor, details ->> 'what' from casework.case_event where kind = 'data_erased' order by 1, 3"
        )
          == [
            #"(1,"person:Ewa Maj",words)"#, #"(2,"person:Ewa Maj",attachments)"#,
            #"(2,"person:Ewa Maj",words)"#,
            #"(3,"person:Ewa Maj",words)"#, #"(4,"person:Ewa Maj",words)"#,
          ])
      #expect(
        try await shop.texts("select distinct erased_by from casework.customer where erased_at is not null")
          == [#"("Ewa Maj")"#])
      #expect(
        try await shop.number(
          "select count(*) from casework.notification where sent_at is null and suppressed_at is null") == 0)
    }
  }

  @Test func whoIsForgottenStaysForgotten() async throws {
    try await withPast { shop, outbox in
      let desk = CustomerDesk(pool: shop.pool)
      _ = try await desk.erase(Self.person, by: "Ewa Maj")
      let when = try await shop.texts("select erased_at from casework.customer where reference = 'C-1'")
      try await shop.advance("1 day")
      let again = try await desk.erase(Self.person, by: "Jan Lis")
      #expect(again.attachments == 0 && again.suppressedMessages == 0)
      #expect(try await shop.texts("select erased_at from casework.customer where reference = 'C-1'") == when)
      #expect(
        try await shop.number(
          "select count(*) from casework.case_event where kind = 'data_erased' and actor like '%Lis'") == 0)
      // The same complaint once more: it is there, and nothing comes back.
      let imported = try await shop.importComplaints(
        Files.complaints(["reference": "S-1", "body": "I am \(Self.name)."]))
      #expect(imported.report.alreadyThere == 1 && imported.rejections.isEmpty)
      try await shop.importOrders(Files.orders(["customer_name": Self.name, "status": "cancelled"]))
      // Nothing is added to what was erased.
      let cases = CaseDesk(pool: shop.pool)
      await #expect(throws: CaseRefusal.erased("R0000002")) {
        try await cases.note("R0000002", Self.name, by: "Ewa Maj")
      }
      await #expect(throws: CaseRefusal.erased("R0000002")) {
        try await cases.attach(
          "R0000002", [65], named: AttachmentName("a"), by: "Ewa Maj", in: outbox.attachments)
      }
      #expect(try await cases.show("R0000002").words == nil)
      let places = Set(try await Self.sentinel.places(in: shop.pool))
      // What is left is the claimant of the fourth case, who is somebody else as far as the shop knows.
      #expect(
        places == [
          "casework.case_text.subject", "casework.case_text.body", "casework.case_text.happened",
          "casework.case_text.started_on", "casework.case_text.tried", "casework.case_text.iban",
          "casework.customer.name", "casework.customer.email", "casework.payout_document.content",
        ])
    }
  }

  @Test func aPersonWhoIsNeededIsNotForgotten() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        let desk = CustomerDesk(pool: shop.pool)
        let cases = CaseDesk(pool: shop.pool)
        await #expect(throws: CustomerRefusal.unknown(Self.person)) {
          try await desk.erase(Self.person, by: "Ewa Maj")
        }
        try await shop.importOrders(Files.orders(["payments": "card 119.80"]))
        try await shop.importAndVerify(Files.complaints([:]))
        await #expect(throws: CustomerRefusal.openCases(["R0000001 (awaiting_choice)"])) {
          try await desk.erase(Self.person, by: "Ewa Maj", closing: true)
        }
        try await cases.choose("R0000001", .number(1))
        try await shop.work(outbox)
        #expect(try await shop.state() == "resolved")
        await #expect(throws: CustomerRefusal.settledCases(["R0000001 (resolved)"])) {
          try await desk.erase(Self.person, by: "Ewa Maj")
        }
        await #expect(throws: CustomerRefusal.moneyOwed(["R0000001"])) {
          try await desk.erase(Self.person, by: "Ewa Maj", closing: true)
        }
        #expect(
          try await shop.number("select count(*) from casework.customer where erased_at is not null") == 0)
        _ = try await PayoutFile.open(
          for: Debtor(name: "Sklep", accounts: []), createdAt: BusinessTime.now(in: shop.pool),
          executionDate: CivilDate("2026-03-04")!, in: shop.pool)
        _ = try await desk.erase(Self.person, by: "Ewa Maj", closing: true)
        #expect(try await shop.state() == "closed")
        #expect(
          try await shop.number("select count(*) from casework.clock where stopped_at is null") == 0)
        // Later mails of the queue find nobody to be written to.
        try await shop.work(outbox)
        #expect(
          try await shop.number(
            "select count(*) from casework.notification where sent_at is null and suppressed_at is null") == 0
        )
      }
    }
  }

  /// Whoever is forgotten while a letter is being written has none left.
  @Test func aMailThatLeavesAtThatVeryMomentGoesToo() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(Files.complaints([:]))
        try await CaseDesk(pool: shop.pool).withdraw("R0000001")
        let handler = NotifyHandler(
          pool: shop.pool, mail: ErasingGateway(shop: shop, outbox: outbox),
          handover: HandoverFolder(outbox.path + "/mail/handover"),
          sender: try MailAddress("redress@shop.example"),
          catalog: try MessageCatalog())
        try await CaseworkTests.run(handler, [NotifyJob(notification: 1)], in: shop.pool)
        #expect(outbox.mails == ["notification-1.eml"])
        try await shop.work(outbox)
        #expect(outbox.mails == [])
        #expect(
          try await shop.number("select count(*) from casework.notification where sent_at is not null") == 0)
      }
    }
  }

  /// A table that says that it holds personal data is one that the scan above has put the person into, or is told here why not.
  @Test func everyTableThatHoldsPersonalDataIsKnownHere() async throws {
    try await withShop { shop in
      let commented = try await shop.texts(
        """
        select relname from pg_class where relnamespace = 'casework'::regnamespace
          and obj_description(oid) like 'personal data: %' order by 1
        """)
      #expect(
        commented == [
          "(attachment)", "(case_note)", "(case_record)", "(case_statement)", "(case_text)", "(customer)",
          "(mediation)",
          "(mediation_proposal)", "(payout_document)", "(survey_text)",
        ],
        "a new table: erase it in erase_words.sql, put the person into it in withPast, and name it here")
    }
  }
}

/// Has the customer forgotten, with all that follows, while it is sending.
private struct ErasingGateway: MailGateway {
  let shop: Shop
  let outbox: TestOutbox

  func send(_ mail: OutgoingMail, idempotencyKey: String) async throws(MailError) -> MailReceipt {
    do {
      _ = try await CustomerDesk(pool: shop.pool).erase(
        .reference("C-1", merchant: Shop.name), by: "Ewa Maj")
      try await shop.work(outbox)
    } catch {
      Issue.record("\(error)")
    }
    return try await MailFolder(URL(filePath: outbox.path + "/mail")).send(
      mail, idempotencyKey: idempotencyKey)
  }
}
