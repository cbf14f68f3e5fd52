import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import TestSupport
import Testing

@testable import Casework

/// Whatever is given and comes back in whatever order: no more comes back than was given, and no more is given than was paid.
@Suite struct ReversalCapTests {
  @Test func eightAtOnceTakeBackNoMoreThanWasGiven() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundFull, 5_000, paid: [("card", 5_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      _ = try await PayoutFile.open(
        for: Debtor(name: "Shop", accounts: []), createdAt: .now, executionDate: CivilDate("2026-03-03")!,
        in: casework.pool)
      let desk = ReversalDesk(pool: casework.pool)
      let taken = try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 1...8 {
          group.addTask {
            do {
              try await desk.reverse(.payout(1), amount: "15.00", because: .paidBack, by: "Ewa Maj")
              return 1
            } catch is ReversalRefusal {
              return 0
            }
          }
        }
        return try await group.reduce(0, +)
      }
      // 15.00 fits three times into 50.00, whoever is first.
      #expect(taken == 3)
      #expect(try await casework.number("select sum(amount_minor)::bigint from casework.ledger") == 500)
    }
  }

  @Test(arguments: 1...6)
  func randomGrantsAndReversals(_ seed: UInt64) async throws {
    try await withCasework { casework in
      var random = SplitMix(seed)
      let paid: [(means: String, minorUnits: Int64)] = [("card", 4_000), ("voucher", 2_000)]
      let order = try await casework.addOrder(paid)
      let desk = ReversalDesk(pool: casework.pool)
      for _ in 1...14 {
        if Bool.random(using: &random) {
          let caseID = try await casework.addCase(order: order, state: .compensating)
          try await casework.addChoice(caseID, .refundPartial, Int64.random(in: 1...4_000, using: &random))
          try await run(
            casework.compensating(), [CompensateJob(caseID: caseID, decision: 1)], in: casework.pool)
        } else if let entry = try await randomEntry(casework, &random) {
          if Bool.random(using: &random) {
            _ = try await PayoutFile.open(
              for: Debtor(name: "Shop", accounts: []), createdAt: .now,
              executionDate: CivilDate("2026-03-03")!, in: casework.pool)
          }
          let amount = Bool.random(using: &random) ? nil : "\(Int.random(in: 1...30, using: &random)).00"
          do {
            try await desk.reverse(
              .entry(entry.number, of: entry.reference), amount: amount,
              because: ReversalReason.allCases.randomElement(using: &random)!, by: "Ewa Maj")
          } catch is ReversalRefusal {}
        }
        try await check(casework, order, seed)
      }
    }
  }

  private func randomEntry(
    _ casework: CaseworkDatabase, _ random: inout SplitMix
  ) async throws -> (number: Int64, reference: String)? {
    let rows = try await casework.rows(
      "select entry_id, reference from casework.ledger_entry join casework.case_record using (case_id) order by entry_id"
    )
    guard let row = rows.randomElement(using: &random) else { return nil }
    return (try row.decode(Int64.self, at: 0), try row.decode(String.self, at: 1))
  }

  private func check(_ casework: CaseworkDatabase, _ order: Int64, _ seed: UInt64) async throws {
    #expect(
      try await casework.number(
        """
        select count(*) from (
          select means from casework.ledger where status <> 'failed' group by means
          having sum(amount_minor) < 0
            or sum(amount_minor) > (
              select sum(amount_minor) from casework.order_payment where order_id = $1 and order_payment.means = ledger.means)
        ) as wrong
        """, order) == 0, "beyond what was paid, seed \(seed)")
    #expect(
      try await casework.number(
        """
        select count(*) from casework.ledger_entry as entry
        where reverses is null and amount_minor < (
          select -coalesce(sum(amount_minor), 0) from casework.ledger_entry as reversal
          where reversal.reverses = entry.entry_id)
        """) == 0, "more came back than was given, seed \(seed)")
    // Whatever is off the books as withdrawn is worth nothing, and the other way round.
    #expect(
      try await casework.number(
        """
        select count(*) from casework.ledger as entry
        left join casework.payout using (idempotency_key)
        left join casework.voucher using (idempotency_key)
        where reverses is null and status = 'done'
          and (coalesce(payout.withdrawn_at, voucher.withdrawn_at) is not null) <> exists (
            select from casework.ledger_entry as reversal
            join casework.ledger_progress as progress on progress.entry_id = reversal.entry_id
            where reversal.reverses = entry.entry_id and progress.reason = 'withdrawn')
        """) == 0, "withdrawn and usable, seed \(seed)")
  }
}
