import Complaints
import Foundation
import Gateways
import LibPQ
import Testing

@testable import Casework

/// Files that customers send in (S19).
@Suite struct AttachmentCaseTests {
  private static let photo: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]
  private static let letter = Array("Czajnik przyszedł pęknięty.\n".utf8)

  /// Delivered on the promised day: a person decides.
  private func withReview(_ body: (Shop, CaseDesk, TestOutbox) async throws -> Void) async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders(["delivered_at": "2026-02-16 15:00:00"]))
        try await shop.importAndVerify(Files.complaints([:]))
        try await body(shop, CaseDesk(pool: shop.pool), outbox)
      }
    }
  }

  @Test func aFileIsEvidenceAndTheCaseIsVerifiedWithIt() async throws {
    try await withReview { shop, desk, outbox in
      try await desk.decide("R0000001", .ask([.evidence(.photos)]), by: "Ewa Maj")
      let taken = try await desk.attach(
        "r0000001", Self.photo, named: AttachmentName("../zdjęcie.exe"), showing: [.photos], by: "Ewa Maj",
        in: outbox.attachments)
      #expect(taken == TakenAttachment(number: 1, type: .jpeg, wasThere: false))
      #expect(try await shop.state() == "verifying")
      #expect(try await shop.texts("select evidence from casework.case_record") == ["({photos})"])
      #expect(
        try await shop.texts("select stopped_by from casework.clock where kind = 'information'")
          == ["(information_received)"])
      let file = try #require(try await desk.show("R0000001").attachments.first)
      #expect(file.name == "zdjęcie.exe" && file.type == "jpeg" && file.bytes == 7)
      #expect(file.author == "Ewa Maj" && file.evidence == ["photos"])
      #expect(
        try await desk.attachment("R0000001", 1, in: outbox.attachments) == Self.photo)
      #expect(
        try await shop.texts("select details from casework.case_event where kind = 'attachment_added'")
          == [#"("{""type"": ""jpeg"", ""evidence"": [""photos""], ""attachment"": 1}")"#],
        "what a customer calls a file is in no event")
    }
  }

  @Test func whatShowsNothingNewLeavesTheReviewAlone() async throws {
    try await withReview { shop, desk, outbox in
      let store = outbox.attachments
      let name = AttachmentName("list.txt")
      _ = try await desk.attach("R0000001", Self.letter, named: name, by: "Ewa Maj", in: store)
      #expect(try await shop.state() == "manual_review")
      _ = try await desk.attach(
        "R0000001", Self.photo, named: name, showing: [.photos], by: "Ewa Maj", in: store)
      #expect(try await shop.state() == "verifying")
      _ = try await shop.verify([1])
      #expect(try await shop.state() == "manual_review")
      // Another photo of the same, and the first one once more, as a receipt, too.
      _ = try await desk.attach(
        "R0000001", Self.photo + [4], named: name, showing: [.photos], by: "Ewa Maj", in: store)
      #expect(try await shop.state() == "manual_review")
      let again = try await desk.attach(
        "R0000001", Self.photo, named: AttachmentName("other.jpg"), showing: [.receipt], by: "Jan Lis",
        in: store)
      #expect(again == TakenAttachment(number: 2, type: .jpeg, wasThere: true))
      #expect(try await shop.state() == "verifying")
      #expect(
        try await shop.texts(
          "select number, name, evidence, added_by from casework.attachment order by number")
          == [
            #"(1,list.txt,{},"Ewa Maj")"#, #"(2,list.txt,"{photos,receipt}","Ewa Maj")"#,
            #"(3,list.txt,{photos},"Ewa Maj")"#,
          ])
    }
  }

  @Test func whatIsShownWithoutAFileIsSaid() async throws {
    try await withReview { _, desk, outbox in
      let provided = ProvidedInformation(evidence: [.photos, .receipt])
      #expect(try await desk.provide("R0000001", provided) == [.photos, .receipt])
      _ = try await desk.attach(
        "R0000001", Self.photo, named: AttachmentName("a"), showing: [.photos], by: "Ewa",
        in: outbox.attachments)
      #expect(try await desk.provide("R0000001", provided) == [.receipt])
    }
  }

  @Test func thePolicySaysWhatIsTaken() async throws {
    let source = try #require(ShippedPolicies.source("pl")).replacing("files: 20", with: "files: 2")
      .replacing("types: [pdf, jpeg,", with: "types: [jpeg,")
    try await withShop(policy: source) { shop in
      try await withOutbox { outbox in
        try await shop.importComplaints(Files.complaints([:]))
        let desk = CaseDesk(pool: shop.pool)
        func attach(_ content: [UInt8]) async throws {
          _ = try await desk.attach(
            "R0000001", content, named: AttachmentName("a.jpg"), by: "Ewa", in: outbox.attachments)
        }
        func refused(_ words: String, _ content: [UInt8]) async throws {
          let refusal = try await #require(throws: CaseRefusal.self) { try await attach(content) }
          #expect(refusal.description == words)
        }
        try await refused("the file is empty", [])
        try await refused(
          "the file is of no type that is known here, whatever its name says", Array("MZ".utf8) + [0])
        try await refused("the policy takes no files of the type pdf", Array("%PDF-1.4".utf8))
        try await refused(
          "the file is larger than the 10 MB that the policy allows",
          [UInt8](repeating: 65, count: 10_000_001))
        try await attach(Self.photo)
        try await attach(Self.letter)
        try await refused("the case has 2 files already, and the policy allows no more", Array("a".utf8))
        // One that is there needs no more room.
        try await attach(Self.photo)
        #expect(try await shop.number("select count(*) from casework.attachment") == 2)
      }
    }
  }

  @Test func whatTheStoreDoesNotHaveIsTold() async throws {
    try await withReview { shop, desk, outbox in
      _ = try await desk.attach(
        "R0000001", Self.photo, named: AttachmentName("a"), by: "Ewa", in: outbox.attachments)
      await #expect(throws: CaseRefusal.unknownAttachment("R0000001", 2)) {
        try await desk.attachment("R0000001", 2, in: outbox.attachments)
      }
      await #expect(throws: CaseRefusal.attachmentNotInStore("R0000001", 1)) {
        try await desk.attachment("R0000001", 1, in: AttachmentFolder("/nowhere"))
      }
      await #expect(throws: CaseRefusal.nameMissing) {
        try await desk.attach(
          "R0000001", Self.photo, named: AttachmentName("a"), by: " ", in: outbox.attachments)
      }
      try await shop.run("update casework.attachment set digest = null, name = null, erased_at = now()")
      await #expect(throws: CaseRefusal.attachmentErased("R0000001", 1)) {
        try await desk.attachment("R0000001", 1, in: outbox.attachments)
      }
    }
  }
}
