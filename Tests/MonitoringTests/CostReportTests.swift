import Complaints
import Foundation
import Monitoring
import TestSupport
import Testing

@Suite struct CostReportTests {
  private let march = ReportPeriod(
    from: CivilDate("2026-03-01")!, to: CivilDate("2026-03-31")!, zone: Zone("Europe/Warsaw")!)

  /// Five cases: the first three about one order, which was paid with 100 PLN.
  private func fill(_ desk: Desk) async throws {
    try await desk.openCases(5, state: "closed")
    try await desk.write(
      "update casework.case_record set kind = 'damaged' where case_id >= 4",
      """
      insert into casework.order_record (merchant, reference, customer_id, currency, ordered_at, status)
      values ('shop', 'A1', 1, 'PLN', '2026-02-20Z', 'delivered')
      """,
      "insert into casework.order_payment values (1, 1, 'card', 6000), (1, 2, 'voucher', 4000)",
      """
      insert into casework.decision (case_id, version, round, outcome, basis, decided_by, decided_at)
      select case_id, 1, 0, 'accepted', 'statutory', 'rules', now() from casework.case_record
      """,
      """
      insert into casework.remedy_option (case_id, decision_version, position, remedy, basis, amount_minor, currency,
        valid_until, needs_return, is_default, formula)
      values (1, 1, 1, 'refund_full', 'statutory', 1000, 'PLN', now(), false, true, 'x'),
        (5, 1, 1, 'refund_partial', 'goodwill', 250, 'PLN', now(), false, true, 'x')
      """,
      "insert into casework.remedy_choice values (1, 1, 1, 'customer', now()), (5, 1, 1, 'customer', now())",
      """
      insert into casework.ledger_entry (case_id, decision_version, line, order_id, budget, remedy, instrument, amount_minor,
        currency, idempotency_key, intended_at)
      values (1, 1, 1, 1, 'refund', 'refund_full', 'original_means', 1000, 'PLN', 'k1', '2026-02-27Z'),
        (1, 1, 2, 1, 'goodwill', 'voucher', 'voucher', 500, 'PLN', 'k2', '2026-03-05Z'),
        (2, 1, 1, 1, 'penalty', 'late_penalty', 'bank_transfer', 300, 'PLN', 'k3', '2026-03-10Z'),
        (3, 1, 1, 1, 'refund', 'refund_partial', 'original_means', 200, 'EUR', 'k4', '2026-03-10Z'),
        (4, 1, 1, null, 'voucher', 'voucher', 'voucher', 700, 'PLN', 'k5', '2026-02-27Z'),
        (4, 1, 2, null, 'refund', 'refund_full', 'original_means', 900, 'PLN', 'k6', '2026-03-12Z'),
        (2, 1, 2, 1, 'refund', 'refund_full', 'original_means', 400, 'PLN', 'k7', '2026-03-13Z'),
        (2, 1, 3, 1, 'refund', 'refund_full', 'original_means', 100, 'PLN', 'k8', '2026-03-14Z'),
        (5, 1, 1, null, 'refund', 'refund_partial', 'bank_transfer', 250, 'PLN', 'k9', '2026-03-30Z'),
        (1, 1, 3, 1, 'loyalty', 'discount_code', 'discount_code', 50, 'PLN', 'k10', '2026-03-05Z')
      """,
      """
      insert into casework.ledger_progress (entry_id, step, status, occurred_at)
      values (1, 1, 'unknown', '2026-02-27Z'), (1, 2, 'done', '2026-03-05Z'), (2, 1, 'done', '2026-03-05Z'),
        (3, 1, 'done', '2026-03-10Z'), (4, 1, 'done', '2026-03-10Z'), (5, 1, 'done', '2026-02-28 23:59:59+01'),
        (6, 1, 'unknown', '2026-03-12Z'), (8, 1, 'failed', '2026-03-14Z'), (9, 1, 'done', '2026-03-31 23:59:59+02'),
        (10, 1, 'done', '2026-03-05Z')
      """,
      """
      insert into casework.voucher (idempotency_key, code, amount_minor, currency, issued_at, valid_until, redeemed_at)
      values ('k2', 'A', 500, 'PLN', '2026-03-05Z', '2026-04-05Z', '2026-03-20Z'),
        ('k5', 'B', 700, 'PLN', '2026-02-28Z', '2027-02-28Z', null), ('k10', 'C', 50, 'PLN', '2026-03-05Z', '2026-04-05Z', null)
      """)
  }

  @Test func whatWasGivenIsSummedUpByCurrency() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let report = try await desk.monitor.costs(of: march)
      #expect(report.currencies.map(\.currency.code) == ["EUR", "PLN"])
      let zlotys = report.currencies[1]
      // What failed costs nothing, and what was promised in March and is not given yet stands apart.
      #expect(zlotys.given == CostSum(count: 5, minorUnits: 2100))
      #expect(zlotys.complaints == 3 && zlotys.meanMinorUnits == 700)
      #expect(zlotys.unknown == CostSum(count: 1, minorUnits: 900))
      #expect(zlotys.pending == CostSum(count: 1, minorUnits: 400))
      // Goodwill is goodwill, whatever it is counted against.
      #expect(zlotys.goodwill == CostSum(count: 2, minorUnits: 750))
      #expect(zlotys.loyalty == CostSum(count: 1, minorUnits: 50))
      #expect(zlotys.owed == CostSum(count: 2, minorUnits: 1300))
      #expect(zlotys.penalties == CostSum(count: 1, minorUnits: 300))
      #expect(zlotys.codes == CostSum(count: 2, minorUnits: 550))
      #expect(zlotys.redeemed == CostSum(count: 1, minorUnits: 500))
      #expect(zlotys.expired == CostSum(count: 1, minorUnits: 50))
      // The order counts once, however many complaints there are about it; what has no order does not count.
      #expect(zlotys.orderValueMinorUnits == 10_000 && zlotys.orderShare == 0.185)
      // An order that was paid in another currency says nothing.
      #expect(report.currencies[0].given.minorUnits == 200 && report.currencies[0].orderShare == nil)
    }
  }

  @Test func rowsTellRemediesAndBasesApart() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let report = try await desk.monitor.costs(of: march)
      let rows = report.rows.filter { $0.currency.code == "PLN" && $0.given.count > 0 }
      #expect(
        rows.map { "\($0.complaint!) \($0.remedy!) \($0.basis!) \($0.given.minorUnits)" } == [
          "late_delivery refund_full statutory 1000", "late_delivery voucher goodwill 500",
          "late_delivery late_penalty statutory 300", "damaged refund_partial goodwill 250",
          "late_delivery discount_code loyalty 50",
        ])
      #expect(rows.allSatisfy { $0.policy == "pl" })
      // A row of what is not given yet has no mean.
      let open = try #require(report.rows.first { $0.unknown.count > 0 })
      #expect(open.complaint == "damaged" && open.given.count == 0 && open.meanMinorUnits == nil)
    }
  }

  @Test func theSeriesHasTheDaysOfTheZone() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let series = try await desk.monitor.costs(of: march).series
      #expect(
        series.map { "\($0.from) \($0.currency) \($0.given.minorUnits) \($0.goodwill.minorUnits)" } == [
          "2026-03-10 EUR 200 0", "2026-03-05 PLN 1550 500", "2026-03-10 PLN 300 0", "2026-03-31 PLN 250 250",
        ])
    }
  }
}
