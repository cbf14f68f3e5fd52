import Monitoring
import TestSupport
import Testing

@Suite struct CaseGlanceTests {
  @Test func aCaseIsToldWithItsClocksAndItsHistory() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(2)
      try await desk.startClock("acknowledge", of: 1, percent: 20, stopped: true)
      try await desk.startClock("answer", of: 1, percent: 40)
      try await desk.startClock("internal_target", of: 1, percent: 120, breached: true)
      try await desk.startClock("answer", of: 2, percent: 10)
      try await desk.write(
        """
        insert into casework.clock_pause (case_id, kind, cycle, paused_from) values (1, 'answer', 1, now())
        """,
        """
        insert into casework.case_event (case_id, kind, actor, occurred_at, details)
        values (1, 'received', 'customer', now(), '{"kind": "defect", "channel": "email"}'),
          (1, 'state_changed', 'rules', now(), '{"to": "verifying", "from": "received"}'), (2, 'received', 'customer', now(), '{}')
        """)
      let glance = try #require(try await desk.monitor.glance(at: "R0000001"))
      #expect(glance.head.state == "verifying" && glance.head.responsible == "Anna Nowak")
      #expect(glance.policy == "pl 1" && glance.channel == "email" && glance.locale == "pl")
      // Those that run first, next due first.
      #expect(glance.clocks.map(\.kind) == ["internal_target", "answer", "acknowledge"])
      #expect(glance.clocks.map(\.isPaused) == [false, true, false])
      #expect(glance.clocks[0].secondsLeft < 0 && glance.clocks[0].breachedAt != nil)
      #expect(glance.clocks[2].stoppedAt != nil)
      #expect(glance.events.map(\.kind) == ["state_changed", "received"])
      #expect(glance.events.map(\.details) == ["from received, to verifying", "channel email, kind defect"])
      #expect(try await desk.monitor.glance(at: "R0000001", events: 1)?.events.count == 1)
    }
  }

  @Test func aCaseThatIsNotThereIsNoError() async throws {
    try await withDatabase(.casework) { database in
      let monitor = Monitor(database.pool)
      let (missing, server) = (try await monitor.glance(at: "R9999999"), try await monitor.serverName())
      #expect(missing == nil)
      #expect(server.hasPrefix("\(database.name) at "))
    }
  }
}
