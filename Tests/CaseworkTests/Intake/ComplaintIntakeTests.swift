import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

@Suite struct ComplaintIntakeTests {
  @Test func aComplaintBecomesACaseWithEverythingItBeginsWith() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      let imported = try await shop.importComplaints(
        Files.complaints(["claimed_amount": "12.50", "currency": "PLN", "evidence": "photos; receipt"]))
      #expect(imported.report.added == 1 && imported.report.rows == 1)
      #expect(imported.notices == [])

      #expect(
        try await shop.texts(
          """
          select reference, external_reference, order_id, customer_id, kind, standing, claimed_minor, claimed_currency, evidence,
            policy_id, policy_version, responsible, band, state, version from casework.case_record
          """) == [
            #"(R0000001,S-1,1,1,late_delivery,consumer,1250,PLN,"{photos,receipt}",pl,1,"Katarzyna Nowak",0,received,1)"#
          ])
      #expect(
        try await shop.texts("select subject, body from casework.case_text")
          == [#"("Opóźniona paczka","Czajnik przyszedł za późno.")"#])
      #expect(
        try await shop.texts("select kind, actor, details from casework.case_event")
          == [#"(received,customer,"{""kind"": ""late_delivery"", ""channel"": ""email""}")"#])
      // 14 days from Monday, 2 March: the 16th; 2 and 5 working days: the 4th and the 9th; ends are exclusive.
      #expect(
        try await shop.texts(
          """
          select kind, cycle, due_at at time zone 'Europe/Warsaw', on_breach from casework.clock
          where kind in ('acknowledge', 'answer', 'internal_target') order by kind
          """) == [
            #"(acknowledge,1,"2026-03-05 00:00:00",escalate)"#,
            #"(answer,1,"2026-03-17 00:00:00",deem_accepted)"#,
            #"(internal_target,1,"2026-03-10 00:00:00",nothing)"#,
          ])
      #expect(
        try await shop.texts("select kind, sequence, channel, locale, facts from casework.notification")
          == [#"(acknowledgement,1,email,pl,"{""answer_by"": ""2026-03-16""}")"#])
      #expect(
        try await shop.texts("select kind, arguments from job_queue.entry order by kind")
          == [#"(notify,"{""notification"": 1}")"#, #"(verify,"{""case"": 1}")"#])
      // A timer for each clock, at its first threshold: half of the target is over.
      #expect(
        try await shop.texts(
          """
          select arguments, timeline, due at time zone 'Europe/Warsaw' from job_queue.later
          where arguments ->> 'kind' = 'answer'
          """) == [
            #"("{""case"": 1, ""kind"": ""answer"", ""cycle"": 1}",business,"2026-03-09 16:45:00")"#
          ])
      #expect(
        try await shop.number("select count(*) from job_queue.later")
          == (try await shop.number("select count(*) from casework.clock")))
    }
  }

  @Test func theSameFileAgainChangesNothing() async throws {
    try await withShop { shop in
      let file = Files.complaints(
        [:], ["reference": "S-2", "customer_reference": "", "customer_email": "jan@example.com"])
      try await shop.importComplaints(file)
      let counts = """
        select (select count(*) from casework.case_record), (select count(*) from casework.customer),
          (select count(*) from casework.notification), (select count(*) from casework.clock),
          (select count(*) from casework.case_event), (select count(*) from job_queue.entry),
          (select count(*) from job_queue.later)
        """
      let before = try await shop.texts(counts)
      let again = try await shop.importComplaints(file)
      #expect(again.report.alreadyThere == 2 && again.report.rows == 2)
      #expect(again.notices == [], "what was told once is not told again")
      #expect(try await shop.texts(counts) == before)
    }
  }

  @Test func anotherComplaintUnderAUsedReferenceIsRejectedAndNamesTheCase() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let imported = try await shop.importComplaints(Files.complaints(["body": "Coś zupełnie innego."]))
      #expect(imported.report.rejected == 1 && imported.report.added == 0)
      let problem = try #require(imported.rejections.first?.problems.first)
      #expect(problem.code == .conflictingReference && problem.field == "reference")
      #expect(problem.reason == "another complaint has this reference: case R0000001")
      #expect(imported.rejections[0].line == 2)
    }
  }

  @Test func oneReferenceTwiceInOneFile() async throws {
    try await withShop { shop in
      let imported = try await shop.importComplaints(
        Files.complaints([:], [:], ["body": "Coś innego."], ["reference": "S-2"]))
      #expect(
        imported.report.added == 2 && imported.report.alreadyThere == 1 && imported.report.rejected == 1)
      #expect(imported.rejections.map(\.line) == [4])
      #expect(try await shop.number("select count(*) from casework.case_record") == 2)
    }
  }

  @Test func whatOnlyTheDatabaseShowsIsNoticedAndAccepted() async throws {
    try await withShop { shop in
      try await shop.importOrders(Files.orders([:]))
      let imported = try await shop.importComplaints(
        Files.complaints(
          ["reference": "S-1", "order_reference": "nowhere"],
          [
            "reference": "S-2", "submitted_at": "2026-02-09 09:00:00", "received_at": "2026-02-09 09:00:00",
            "claimed_amount": "5.00", "currency": "EUR",
          ],
          ["reference": "S-3", "order_reference": ""]))
      #expect(imported.report.added == 3 && imported.report.notices == 3)
      #expect(imported.notices.map(\.code) == [.unknownOrder, .complaintBeforeOrder, .otherCurrency])
      #expect(imported.notices.map(\.line) == [2, 3, 3])
    }
  }

  @Test func aPolicyThatDoesNotCoverTheReceiptRejects() async throws {
    try await withShop { shop in
      let imported = try await shop.importComplaints(
        Files.complaints(
          [
            "reference": "S-1", "submitted_at": "2015-12-31 09:00:00", "received_at": "2015-12-31 09:00:00",
          ],
          [
            "reference": "S-2", "submitted_at": "2028-12-30 09:00:00", "received_at": "2028-12-30 09:00:00",
          ]))
      #expect(imported.report.rejected == 2)
      #expect(
        imported.rejections.map { $0.problems[0].reason } == [
          "policy pl is valid from 2016-01-01, and the complaint was received on 2015-12-31",
          "policy pl: the working calendar knows 2016-01-01 to 2028-12-31, and 2029-01-01 is needed",
        ])
      #expect(try await shop.number("select count(*) from casework.case_record") == 0)
    }
  }

  @Test func aPinnedPolicyCannotChangeWithoutANewVersion() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let edited = try Policy.read(shop.policy.source + "\n# edited\n")
      await #expect(throws: PolicyConflict(key: PolicyKey(id: "pl", version: "1"))) {
        try await edited.pin(in: shop.pool)
      }
      try await shop.policy.pin(in: shop.pool)
    }
  }

  @Test func oneComplaintIsSubmittedTheSameWay() async throws {
    try await withShop { shop in
      let row = try #require(try read(ComplaintRow.self, Files.complaints([:])).rows().first)
      guard case .opened(let opened) = try await shop.importer.submit(row) else {
        Issue.record("no case was opened")
        return
      }
      #expect(opened.reference == "R0000001" && opened.notices == [.unknownOrder])
      #expect(try await shop.importer.submit(row) == .alreadyThere(caseReference: "R0000001"))
      #expect(try await shop.number("select count(*) from job_queue.entry where kind = 'verify'") == 1)
    }
  }
}
