import Monitoring
import TestSupport
import Testing

/// What `redress-monitor check` reads is a part of what the reports read, and the same.
@Suite struct CheckTests {
  private static let standard = Dictionary(
    uniqueKeysWithValues: CheckMeasure.allCases.map { ($0, $0.standard) })

  @Test func theNumbersAreThoseOfTheReports() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(6)
      // Over, told of and not; over, and called off; a wait that is over; one that stands still beyond its end; one that runs.
      try await desk.startClock("answer", of: 1, percent: 110, breached: true)
      try await desk.startClock("answer", of: 2, percent: 110)
      try await desk.startClock("answer", of: 3, percent: 110, stopped: true, breached: true)
      try await desk.startClock("information", of: 4, percent: 110)
      try await desk.startClock("answer", of: 5, percent: 110)
      try await desk.startClock("answer", of: 6, percent: 80)
      try await desk.write(
        "insert into casework.clock_pause (case_id, kind, cycle, paused_from) values (5, 'answer', 1, now() - interval '3 days')",
        "insert into casework.manual_review (case_id, reason, opened_at) values (6, 'value', now() - interval '2 days')",
        """
        insert into casework.notification (case_id, kind, sequence, channel, locale, created_at, handed_at)
        values (1, 'acknowledgement', 1, 'email', 'pl', now() - interval '2 hours', null),
          (2, 'acknowledgement', 1, 'letter', 'pl', now() - interval '9 days', now() - interval '1 day')
        """,
        "select job_queue.enqueue('verify', 'verify', '{\"case\": 1}')")
      try await desk.monitor.snapshot { monitor in
        let check = try await monitor.check(Self.standard)
        let reports = CheckReport(
          try await monitor.status(), try await monitor.serviceLevels().clocks)
        #expect(check.findings.map(\.measure) == CheckMeasure.allCases)
        for finding in reports.findings where finding.measure != .oldestJob {
          #expect(check.findings.contains(finding), "\(finding)")
        }
        #expect(check.findings.first { $0.measure == .over }?.value == 2)
        #expect(try #require(check.findings.first { $0.measure == .unsent }).value.rounded() == 7200)
        #expect(try #require(check.findings.first { $0.measure == .handover }).value.rounded() == 86_400)
      }
    }
  }

  @Test func whatIsOffIsNotLookedAt() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      let report = try await desk.monitor.check([.workers: CheckMeasure.workers.standard])
      #expect(report.findings.map(\.measure) == [.workers] && report.level == .critical)
    }
  }
}
