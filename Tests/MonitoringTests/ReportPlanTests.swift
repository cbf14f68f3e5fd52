import Complaints
import LibPQ
import TestSupport
import Testing

@testable import Monitoring

/// A report of a month reads what ended in it, and not all that ever was.
@Suite struct ReportPlanTests {
  private func plan(_ desk: Desk, _ statement: Statement, _ parameters: String...) async throws -> String {
    var sql = statement.sql
    for (index, parameter) in parameters.enumerated().reversed() {
      sql = sql.replacing("$\(index + 1)", with: parameter)
    }
    let rows = try await desk.pool.execute(Statement("plan_\(statement.name)", "explain \(sql)"))
    return try rows.map { try $0.decode(String.self, at: 0) }.joined(separator: "\n")
  }

  private static let month = ["timestamptz '2026-03-01Z'", "timestamptz '2026-04-01Z'"]
  private static let steps = "array[timestamptz '2026-03-01Z']"

  @Test func aMonthIsReadFromIndexes() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(20_000, state: "closed")
      try await desk.write(
        """
        insert into casework.clock (case_id, kind, started_at, due_at, on_breach, stopped_at, stopped_by, breached_at)
        select case_id, timed, started, started + interval '10 days', 'nothing',
          case when case_id % 100 > 0 then started + interval '5 days' end, 'answered',
          case when case_id % 20 = 0 then started + interval '10 days' end
        from casework.case_record
        cross join unnest('{answer,internal_target}'::text[]) as timed
        cross join lateral (select timestamptz '2024-01-01Z' + case_id * interval '1 hour' as started) as start
        """,
        """
        insert into casework.decision (case_id, version, round, outcome, basis, decided_by, decided_at)
        select case_id, 1, 0, 'accepted', 'statutory', 'rules', now() from casework.case_record
        """,
        """
        insert into casework.ledger_entry (case_id, decision_version, line, budget, remedy, instrument, amount_minor,
          currency, idempotency_key, intended_at)
        select case_id, 1, 1, 'refund', 'refund_full', 'original_means', 100, 'PLN', case_id::text, timestamptz '2024-01-01Z' + case_id * interval '1 hour'
        from casework.case_record
        """,
        "insert into casework.ledger_progress (entry_id, step, status, occurred_at) select entry_id, 1, 'done', intended_at from casework.ledger_entry",
        "analyze")
      let attainment = try await plan(
        desk, .reportAttainment, Self.month[0], Self.month[1], Self.steps, "'{answer}'", "'{answered}'")
      #expect(!attainment.contains("Seq Scan on clock "), "clocks are counted one by one:\n\(attainment)")
      let times = try await plan(
        desk, .reportAttainmentTimes, Self.month[0], Self.month[1], "'{answer}'", "'{answered}'", "20000")
      for index in ["clock_stopped", "clock_breach", "clock_running"] {
        #expect(times.contains(index), "\(index) is not used:\n\(times)")
      }
      let cost = try await plan(desk, .reportCost, Self.month[0], Self.month[1], Self.steps)
      for index in ["ledger_progress_done", "ledger_entry_intended"] {
        #expect(cost.contains(index), "\(index) is not used:\n\(cost)")
      }
    }
  }
}
