import Complaints
import Testing

@testable import Casework

/// S8: whoever waited in vain by one way is answered by another.
@Suite struct ChannelTests {
  @Test func theNextMessageGoesTheOtherWay() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints(["kind": "poor_service", "order_reference": ""]))
      _ = try await shop.verify([1])
      let desk = CaseDesk(pool: shop.pool)
      try await desk.answer("r0000001", by: .phone, staff: "Ewa Maj")
      try await desk.hold("R0000001", by: "Ewa Maj")
      #expect(
        try await shop.texts("select kind, channel from casework.notification order by notification_id")
          == ["(acknowledgement,email)", "(holding_reply,phone)"])
      #expect(
        try await shop.texts(
          "select actor, details ->> 'channel' from casework.case_event where kind = 'channel_changed'")
          == [#"("person:Ewa Maj",phone)"#])
    }
  }

  @Test func inACaseThatIsOverNothingMoreIsWritten() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      let desk = CaseDesk(pool: shop.pool)
      try await desk.withdraw("R0000001")
      await #expect(throws: CaseRefusal.self) { try await desk.answer("R0000001", by: .phone) }
    }
  }
}
