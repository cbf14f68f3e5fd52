import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// S13: every fifth paid order brings a code beside the remedy, and not in its place.
@Suite struct LoyaltyTests {
  /// So many orders of one customer, a day apart; the numbers of the orders, oldest first.
  private func addOrders(_ count: Int, to casework: CaseworkDatabase) async throws -> [Int64] {
    var orders: [Int64] = []
    for _ in 1...count { orders.append(try await casework.addOrder([("card", 10_000)])) }
    _ = try await casework.rows(
      """
      update casework.order_record
      set customer_id = (select min(customer_id) from casework.customer),
        ordered_at = timestamptz '2026-01-01' + order_id * interval '1 day'
      """)
    return orders
  }

  private func compensate(
    _ remedy: Remedy, _ amount: Int64?, on order: Int64, _ casework: CaseworkDatabase
  ) async throws -> CompensateJob {
    let caseID = try await casework.addCase(order: order, state: .compensating)
    try await casework.addChoice(caseID, remedy, amount)
    let job = CompensateJob(caseID: caseID, decision: 1)
    try await run(casework.compensating(), [job], in: casework.pool)
    return job
  }

  @Test func aComplaintAboutTheFifthPaidOrderBringsACodeOnce() async throws {
    try await withCasework { casework in
      let orders = try await addOrders(6, to: casework)
      for order in orders { _ = try await compensate(.refundPartial, 500, on: order, casework) }
      #expect(
        try await casework.texts(
          "select order_id || ' ' || remedy || ' ' || amount_minor || ' ' || status from casework.ledger where budget = 'loyalty'"
        ) == ["\(orders[4]) discount_code 1000 done"])
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.payout") == 3_000)
      // Once for the order, however often it is complained about.
      _ = try await compensate(.refundPartial, 500, on: orders[4], casework)
      #expect(try await casework.number("select count(*) from casework.voucher") == 1)
      #expect(
        try await casework.number("select count(*) from casework.case_record where state <> 'resolved'") == 0)
    }
  }

  @Test func itComesBesideGoods() async throws {
    try await withCasework { casework in
      let orders = try await addOrders(5, to: casework)
      let job = try await compensate(.replacement, nil, on: orders[4], casework)
      #expect(try await casework.number("select amount_minor from casework.voucher") == 1_000)
      #expect(try await casework.state(of: job.caseID) == "compensating")
      try await casework.tasks.done(1, by: "Jan Kowal")
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(try await casework.number("select count(*) from casework.voucher") == 1)
    }
  }

  @Test(arguments: ["placed", "cancelled"])
  func whatWasNotPaidDoesNotCount(_ status: String) async throws {
    try await withCasework { casework in
      let orders = try await addOrders(5, to: casework)
      _ = try await casework.rows(
        "update casework.order_record set status = $1 where order_id = $2", status, orders[1])
      _ = try await compensate(.refundPartial, 500, on: orders[4], casework)
      #expect(try await casework.number("select count(*) from casework.voucher") == 0)
    }
  }
}
