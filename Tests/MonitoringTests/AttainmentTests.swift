import Complaints
import Foundation
import Monitoring
import TestSupport
import Testing

@Suite struct AttainmentTests {
  private let march = ReportPeriod(
    from: CivilDate("2026-03-01")!, to: CivilDate("2026-03-31")!, zone: Zone("Europe/Warsaw")!)

  /// Eleven cases; the last one is of another kind and policy.
  private func fill(_ desk: Desk) async throws {
    try await desk.openCases(11)
    try await desk.write(
      "insert into casework.policy (policy_id, version, document) values ('uk', '1', '')",
      "update casework.case_record set kind = 'damaged', policy_id = 'uk' where case_id = 11",
      """
      insert into casework.clock (case_id, kind, cycle, started_at, due_at, on_breach, stopped_at, stopped_by, breached_at)
      values
        -- kept after 4 days; late after 19, on the 15th; late in February
        (1, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', '2026-03-05 00:00+01', 'answered', null),
        (2, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', '2026-03-20 00:00+01', 'answered', '2026-03-15 00:00+01'),
        (3, 'answer', 1, '2026-02-10 00:00+01', '2026-02-24 00:00+01', 'nothing', '2026-03-02 00:00+01', 'answered', '2026-02-24 00:00+01'),
        -- kept in the first second of April; taken back
        (4, 'answer', 1, '2026-03-20 00:00+01', '2026-04-03 00:00+02', 'nothing', '2026-04-01 00:00+02', 'answered', null),
        (5, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', '2026-03-10 00:00+01', 'withdrawn', null),
        -- answered after 5 days, which came back, and after 8; given to an expert, and answered after 24
        (6, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', '2026-03-06 00:00+01', 'answered', null),
        (6, 'answer', 2, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', '2026-03-09 00:00+01', 'answered', null),
        (7, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', '2026-03-07 00:00+01', 'extended', null),
        (7, 'answer', 2, '2026-03-01 00:00+01', '2026-03-30 00:00+02', 'nothing', '2026-03-25 00:00+01', 'answered', null),
        -- after 10 days, 2 of which it stood still
        (8, 'answer', 1, '2026-03-01 00:00+01', '2026-03-17 00:00+01', 'nothing', '2026-03-11 00:00+01', 'answered', null),
        -- over, and nobody has looked; stands still
        (9, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', null, null, null),
        (10, 'answer', 1, '2026-03-01 00:00+01', '2026-03-15 00:00+01', 'nothing', null, null, null),
        -- two targets, the second after an appeal: each has its result
        (1, 'internal_target', 1, '2026-03-01 00:00+01', '2026-03-06 00:00+01', 'nothing', '2026-03-05 00:00+01', 'answered', null),
        (1, 'internal_target', 2, '2026-03-08 00:00+01', '2026-03-13 00:00+01', 'nothing', '2026-03-20 00:00+01', 'answered', '2026-03-13 00:00+01'),
        (11, 'acknowledge', 1, '2026-03-31 12:00+02', '2026-04-02 12:00+02', 'nothing', '2026-03-31 23:59:59+02', 'acknowledged', null),
        -- a wait, and an end at which something is written: nobody keeps or breaks them
        (11, 'follow_up', 1, '2026-03-01 00:00+01', '2026-03-10 00:00+01', 'nothing', '2026-03-10 00:00+01', 'followed_up', null),
        (11, 'periodic_update', 1, '2026-03-01 00:00+01', '2026-03-04 00:00+01', 'nothing', '2026-03-04 00:00+01', 'expired', null)
      """,
      """
      insert into casework.clock_pause (case_id, kind, cycle, paused_from, paused_until)
      values (8, 'answer', 1, '2026-03-03 00:00+01', '2026-03-05 00:00+01'), (10, 'answer', 1, '2026-03-10 00:00+01', null)
      """)
  }

  @Test func resultsAreCountedOnceAndOnTheirDay() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let report = try await desk.monitor.attainment(of: march)
      #expect(report.clocks.map(\.clock) == ["acknowledge", "answer", "internal_target"])
      let answer = try #require(report.clocks.first { $0.clock == "answer" })
      #expect((answer.kept, answer.late, answer.ended) == (4, 2, 6))
      #expect((answer.lateOpen, answer.calledOff, answer.open) == (1, 1, 1))
      #expect(answer.attainment == 4.0 / 6)
      let target = report.clocks[2]
      #expect((target.kept, target.late) == (1, 1))
      #expect(report.rows.map(\.policy) == ["uk", "pl", "pl"])
      #expect(report.rows[0].complaint == "damaged" && report.rows[0].attainment == 1)
      #expect(report.rows[1].complaint == "late_delivery" && report.rows[1].kept == 4)

      let april = ReportPeriod(
        from: CivilDate("2026-04-01")!, to: CivilDate("2026-04-30")!, zone: march.zone)
      let next = try await desk.monitor.attainment(of: april).clocks
      #expect(next.map(\.ended) == [1] && next.map(\.kept) == [1])
    }
  }

  @Test func timesAreWithoutPauses() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let answer = try #require(
        try await desk.monitor.attainment(of: march).clocks.first { $0.clock == "answer" })
      // 4, 8, 8, 19 and 24 days, and what is still open takes longer than all of them.
      #expect(answer.medianSeconds == 13.5 * 86_400)
      #expect(try #require(answer.p95Seconds) > 24 * 86_400)
    }
  }

  @Test func theSeriesHasWeeksOfTheZone() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      let report = try await desk.monitor.attainment(of: march, each: .week)
      let answers = report.series.filter { $0.clock == "answer" }
      // The first of March is a Sunday, and so is the 15th, on which two of them were late.
      #expect(answers.map { "\($0.from)" } == ["2026-03-02", "2026-03-09", "2026-03-23"])
      #expect(answers.map(\.ended) == [1, 4, 1] && answers.map(\.kept) == [1, 2, 1])
      #expect(report.series.first { $0.clock == "acknowledge" }?.from == CivilDate("2026-03-30"))
    }
  }

  @Test func serviceLevelsTellTheLastThirtyDaysByPolicyAndKindWorstFirst() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await fill(desk)
      // As if it were noon of the first of April.
      let shift = "(now() - timestamptz '2026-04-01 12:00+02')"
      try await desk.write(
        """
        update casework.clock
        set started_at = started_at + \(shift), due_at = due_at + \(shift), stopped_at = stopped_at + \(shift),
          breached_at = breached_at + \(shift)
        """,
        "update casework.clock_pause set paused_from = paused_from + \(shift), paused_until = paused_until + \(shift)"
      )
      let report = try await desk.monitor.serviceLevels(ClockFilter(hasAttainment: true))
      let kinds = try #require(report.attainment)
      #expect(kinds.map(\.complaint) == ["late_delivery", "damaged"])
      // Six answers of March and the one of April, and two targets; what was late in February is left out.
      #expect((kinds[0].policy, kinds[0].ended, kinds[0].kept, kinds[0].late) == ("pl", 9, 6, 3))
      #expect(kinds[0].attainment == 6.0 / 9 && kinds[1].attainment == 1)
      let acknowledged = try await desk.monitor.serviceLevels(
        ClockFilter(kind: .acknowledge, hasAttainment: true))
      #expect(acknowledged.attainment?.map(\.policy) == ["uk"])
      #expect(try await desk.monitor.serviceLevels().attainment == nil)
    }
  }

  @Test func aPeriodWithoutResultsHasNoAttainment() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(1)
      let now = Zone.utc.civilDate(of: Date())
      try await desk.startClock("answer", of: 1, percent: 50)
      let report = try await desk.monitor.attainment(
        of: ReportPeriod(from: now, to: now.adding(days: 30), zone: .utc))
      #expect(report.clocks.map(\.open) == [1] && report.clocks[0].ended == 0)
      #expect(report.clocks[0].attainment == nil && report.clocks[0].medianSeconds == nil)
      #expect(report.series.isEmpty)
    }
  }
}
