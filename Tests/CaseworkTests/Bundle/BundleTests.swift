import Complaints
import Foundation
import Gateways
import LibPQ
import Testing

@testable import Casework

/// What is handed to a mediator (S42), and to the customer.
@Suite struct BundleTests {
  /// A refusal with a photo, a note, a statement and mails; its words try to become markup.
  private func withCase(_ body: (Shop, CaseDesk, BundleSources, TestOutbox) async throws -> Void) async throws
  {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
        try await shop.importComplaints(Files.complaints(["body": "<script>alert(1)</script> & \"x\""]))
        try await shop.work(outbox)
        let desk = CaseDesk(pool: shop.pool)
        _ = try await desk.attach(
          "R0000001", Array("<b>not a page</b>".utf8), named: AttachmentName("<i>page.html"), by: "Ewa Maj",
          in: outbox.attachments)
        try await desk.note("R0000001", "</table> said on the telephone", by: "Ewa Maj")
        try await desk.decide(
          "R0000001", .reject(.notOurProduct), by: "Ewa Maj", saying: "To nie nasz czajnik.")
        try await shop.work(outbox)
        let sources = BundleSources(attachments: outbox.attachments, messages: outbox.archive)
        try await body(shop, desk, sources, outbox)
      }
    }
  }

  private func text(_ bundle: EvidenceBundle, _ path: String) throws -> String {
    String(decoding: try #require(bundle.files.first { $0.path == path }, "\(path)").content, as: UTF8.self)
  }

  @Test func everythingAboutACaseIsInIt() async throws {
    try await withCase { shop, desk, sources, outbox in
      let bundle = try await desk.bundle("r0000001", by: "Ewa Maj", from: sources)
      let acknowledgement = try await shop.number(
        "select notification_id from casework.notification where kind = 'acknowledgement'")
      let refusal = try await shop.number(
        "select notification_id from casework.notification where kind = 'decision_rejected'")
      #expect(
        bundle.files.map(\.path) == [
          "attachments/1.txt", "case.json", "index.html", "messages/\(acknowledgement)-acknowledgement.eml",
          "messages/\(refusal)-decision_rejected.eml", "orders.json", "policy.yaml", "timeline.txt",
          "SHA256SUMS",
        ])
      #expect(try text(bundle, "policy.yaml") == shop.policy.source)
      #expect(try text(bundle, "attachments/1.txt") == "<b>not a page</b>")
      #expect(try text(bundle, "case.json").contains("\"reference\" : \"R0000001\""))
      #expect(try text(bundle, "orders.json").contains("\"KETTLE\""))
      #expect(try text(bundle, "timeline.txt").contains("decided: rejected"))
      #expect(
        try text(bundle, "messages/\(refusal)-decision_rejected.eml")
          == String(contentsOfFile: outbox.path + "/mail/notification-\(refusal).eml", encoding: .utf8))

      let page = try text(bundle, "index.html")
      #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"))
      #expect(page.contains("&lt;i&gt;page.html") && page.contains("&lt;/table&gt; said on the telephone"))
      #expect(!page.contains("<script") && !page.contains("<i>"))
      #expect(page.contains("To nie nasz czajnik.") && page.contains("Ewa Maj"))
      #expect(page.contains("<p>review: delivered on time"))
      for link in page.matches(of: /href="([^"]*)"/) {
        #expect(bundle.files.contains { $0.path == link.1 }, "\(link.1)")
      }
      #expect(page.ranges(of: "<table>").count == page.ranges(of: "</table>").count)
    }
  }

  /// S42: what the policy hands over with a case is there when the case has come to the rung: history and messages for the team lead, all of it
  /// for the manager.
  @Test func whatGoesUpTakesWithItWhatThePolicySays() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(Files.complaints(["standing": "business"]))
        try await shop.work(outbox)
        let desk = CaseDesk(pool: shop.pool)
        _ = try await desk.attach(
          "R0000001", Array("a letter".utf8), named: AttachmentName("letter.txt"), by: "Ewa Maj",
          in: outbox.attachments)
        func handedOver(_ level: Int) -> String? {
          let path = outbox.path + "/mail/" + MessageArchive.handedOver("R0000001", for: level)
          return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        }
        for level in 1...2 {
          _ = try await desk.escalate("R0000001", because: .customerRequest, by: "Ewa Maj")
          try await shop.work(outbox)
          let archive = try #require(handedOver(level), "level \(level)")
          for (name, least) in [
            ("timeline.txt", 1), ("-acknowledgement.eml", 1), ("index.html", 1), ("attachments/1.txt", 2),
            ("orders.json", 2), ("case.json", 2),
          ] {
            #expect(archive.contains(name) == (level >= least), "\(name) at level \(level)")
          }
        }
        #expect(
          try await shop.texts(
            "select actor, details ->> 'level' from casework.case_event where kind = 'bundle_exported' order by event_id"
          )
            == ["(rules,1)", "(rules,2)"])
        // What is erased is not lying about in an archive.
        try await run(
          ForgetHandler(store: outbox.attachments, archive: outbox.archive), [ForgetJob(caseID: 1)],
          in: shop.pool)
        #expect(handedOver(1) == nil && handedOver(2) == nil)
      }
    }
  }

  @Test func theSameCaseIsTheSameBytesAndEachHandoverIsNoted() async throws {
    try await withCase { shop, desk, sources, _ in
      let first = try await desk.bundle("R0000001", by: "Ewa Maj", from: sources)
      let second = try await desk.bundle("R0000001", by: "Jan Lis", from: sources)
      #expect(first == second)
      #expect(
        try await shop.texts(
          "select actor, details ->> 'digest' = '\(first.digest.hex)', details ->> 'files', details ->> 'level' from casework.case_event where kind = 'bundle_exported'"
        ) == [#"("person:Ewa Maj",t,9,0)"#, #"("person:Jan Lis",t,9,0)"#])
      try await desk.note("R0000001", "Something new.", by: "Ewa Maj")
      #expect(try await desk.bundle("R0000001", by: "Ewa Maj", from: sources) != first)
    }
  }

  @Test func itsSumsAreCheckedByOthersAndItsArchiveOpens() async throws {
    try await withCase { _, desk, sources, outbox in
      let bundle = try await desk.bundle("R0000001", by: "Ewa Maj", from: sources)
      try bundle.write(to: outbox.path + "/bundle")
      try bundle.write(toArchive: outbox.path + "/bundle.zip")
      for command in [
        "cd bundle && sha256sum --check --strict --quiet SHA256SUMS", "unzip -q bundle.zip -d unpacked",
        "diff -r bundle unpacked",
      ] {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.currentDirectoryURL = URL(filePath: outbox.path)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(command)")
      }
    }
  }

  @Test func whatIsNotAtHandIsSaid() async throws {
    try await withCase { shop, desk, _, _ in
      let nowhere = BundleSources(
        attachments: AttachmentFolder("/nowhere"), messages: MessageArchive("/nowhere"))
      let bundle = try await desk.bundle("R0000001", by: "Ewa Maj", from: nowhere)
      #expect(bundle.files.map(\.path).allSatisfy { !$0.contains("/") })
      let page = try text(bundle, "index.html")
      #expect(page.contains("page.html (not at hand)") && page.contains("<td>not at hand</td>"))
      await #expect(throws: CaseRefusal.unknownCase("R0000009")) {
        try await desk.bundle("R0000009", by: "Ewa Maj", from: nowhere)
      }
    }
  }

  @Test func aCustomerGetsEverythingOfAllCases() async throws {
    try await withCase { shop, _, sources, _ in
      try await shop.importComplaints(
        Files.complaints([
          "reference": "S-2", "kind": "poor_service", "refund_iban": "PL61109010140000071219812874",
        ]))
      try await shop.importComplaints(
        Files.complaints([
          "reference": "S-3", "kind": "poor_service", "order_reference": "", "customer_reference": "C-9",
        ]))
      let desk = CustomerDesk(pool: shop.pool)
      let export = try await desk.export(
        .reference("C-1", merchant: Shop.name), by: "Ewa Maj", from: sources)
      let customer = try text(export, "customer.json")
      for held in ["Anna Zielińska", "anna@example.com", "A-1", "KETTLE", "PL61109010140000071219812874"] {
        #expect(customer.contains(held), "\(held)")
      }
      #expect(try text(export, "R0000001/index.html").contains("Complaint R0000001"))
      #expect(try text(export, "R0000001/attachments/1.txt") == "<b>not a page</b>")
      #expect(try text(export, "R0000002/case.json").contains("Czajnik przyszedł za późno."))
      #expect(!export.files.contains { $0.path.hasPrefix("R0000003") }, "somebody else's")
      #expect(try text(export, "SHA256SUMS").contains("  R0000001/index.html\n"))
      #expect(
        try await shop.texts(
          "select case_id, actor from casework.case_event where kind = 'customer_exported' order by 1")
          == [#"(1,"person:Ewa Maj")"#, #"(2,"person:Ewa Maj")"#])
    }
  }
}
