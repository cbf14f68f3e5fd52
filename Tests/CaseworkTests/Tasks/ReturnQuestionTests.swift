import Complaints
import Foundation
import Testing

@testable import Casework

/// S10: who asks about returning goods can be answered with the return, where the shop takes them back.
@Suite struct ReturnQuestionTests {
  private func ask(_ row: [String: String], _ shop: Shop) async throws -> CaseDesk {
    // Delivered on 20 February: by the Polish policy, goods that do not suit come back until 6 March.
    try await shop.importOrders(Files.orders([:]))
    try await shop.importAndVerify(
      Files.complaints(
        ["kind": "returns_question", "body": "Jak mogę zwrócić czajnik?"].merging(row) { $1 }))
    #expect(try await shop.state() == "manual_review")
    return CaseDesk(pool: shop.pool)
  }

  @Test func theAnswerIsTheReturn() async throws {
    try await withShop { shop in
      let desk = try await ask([:], shop)
      try await desk.decide("R0000001", .openReturn, by: "Ewa Maj")
      let options = try await shop.texts(
        "select remedy, amount_minor, basis, needs_return from casework.remedy_option order by position")
      #expect(options.contains("(refund_full,11980,statutory,t)"))
      #expect(options.allSatisfy { $0.hasSuffix(",t)") })
      try await desk.choose("R0000001", .remedy(.refundFull), staff: "Ewa Maj")
      #expect(
        try await shop.number(
          "select count(*) from casework.clock where kind = 'goods_return' and stopped_at is null")
          == 1)
    }
  }

  @Test(arguments: [
    (
      ["submitted_at": "2026-03-20 09:00:00", "received_at": "2026-03-20 09:00:00"], "do not suit is over"
    ),
    (["customer_reference": "C-7"], "no goods are known"),
    (["kind": "defect", "evidence": "photos", "claimed_amount": "500.00", "currency": "PLN"], "--accept"),
  ])
  func whereNothingComesBackItSaysSo(_ row: [String: String], _ reason: String) async throws {
    try await withShop { shop in
      let desk = try await ask(row, shop)
      let refusal = await #expect(throws: CaseRefusal.self) {
        try await desk.decide("R0000001", .openReturn, by: "Ewa Maj")
      }
      #expect(refusal?.description.contains(reason) == true)
      #expect(try await shop.state() == "manual_review")
    }
  }
}
