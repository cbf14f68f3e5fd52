import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

/// From the file to the closed case: all steps on the real queue, by two workers at once, while business time
/// passes.
@Suite struct WholeLifeTests {
  @Test func lateParcelsAreVerifiedPaidToldAskedAboutAndClosed() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        let count = 12
        let references = (1...count).map { "A-\($0)" }
        try await shop.importOrders(
          Files.orders(
            references.enumerated().map { index, reference in
              [
                "order_reference": reference, "customer_reference": "C-\(index)",
                "customer_email": index == 3 ? "" : "c\(index)@example.com",
                "payments": index.isMultiple(of: 2) ? "card 119.80" : "voucher 100.00; transfer 19.80",
              ]
            }))
        try await shop.importComplaints(
          Files.complaints(
            references.enumerated().map { index, reference in
              [
                "reference": "S-\(index)", "order_reference": reference, "customer_reference": "C-\(index)",
                "refund_iban": "PL61109010140000071219812874", "channel": index == 5 ? "phone" : "email",
              ]
            }))
        try await live(shop, outbox, days: 60)

        #expect(try await shop.texts("select state from casework.case_record group by state") == ["(closed)"])
        // 10 % of 119.80 each; back by what it was paid with, money before vouchers.
        #expect(try await shop.number("select sum(amount_minor) from casework.payout") == count * 1_198)
        #expect(try await shop.number("select count(*) from casework.ledger where status <> 'done'") == 0)
        for kind in ["acknowledgement", "option_offer", "decision_accepted", "remedy_executed", "survey"] {
          // What one of them was told on the telephone was confirmed by mail, which is what answers in Poland (L1).
          #expect(
            try await shop.number("select count(*) from casework.notification where kind = '\(kind)'")
              == (kind == "option_offer" ? count + 1 : count))
        }
        #expect(
          try await shop.number("select count(*) from casework.notification where sent_at is null") == 0)
        let files = outbox.mails.count + outbox.handovers(.email).count + outbox.handovers(.phone).count
        #expect(try await shop.number("select count(*) from casework.notification") == files)
        // The answers went out in time, and nobody was kept waiting.
        #expect(
          try await shop.number(
            "select count(*) from casework.clock where breached_at is not null or stopped_at is null")
            == 0)
        #expect(try await shop.number("select count(*) from job_queue.dead_letter") == 0)
      }
    }
  }

  @Test func silenceIsPunishedAndStillEndsInAClosedCase() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        // A complaint that a person would have to look at, and nobody does.
        try await shop.importOrders(
          Files.orders(["order_reference": "A-1", "status": "shipped", "delivered_at": ""]))
        try await shop.importComplaints(
          Files.complaints([
            "kind": "defect", "desired_remedy": "refund_partial", "claimed_amount": "50.00",
            "currency": "PLN",
            "evidence": "photos",
          ]))
        try await live(shop, outbox, days: 60)
        #expect(try await shop.state() == "closed")
        #expect(try await shop.number("select sum(amount_minor) from casework.payout") == 5_000)
        #expect(
          try await shop.texts("select distinct basis from casework.decision where basis is not null") == [
            "(deemed)"
          ])
        #expect(
          try await shop.texts(
            "select kind from casework.clock where kind = 'answer' and breached_at is not null")
            == ["(answer)"])
      }
    }
  }

  /// Lets days pass in steps of eight, each worked through to the end by two workers.
  private func live(_ shop: Shop, _ outbox: TestOutbox, days: Int) async throws {
    for _ in 0...days / 8 {
      try await shop.work(outbox)
      try await shop.passOn()
      try await shop.advance("8 days")
    }
  }
}
