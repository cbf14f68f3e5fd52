import Complaints
import Foundation
import LibPQ
import Monitoring
import TestSupport
import Testing

@Suite struct ForecastTests {
  private static let week = Duration.seconds(7 * 86_400)

  @Test func aQueueWithoutAWorkerMissesWhatWaitsInIt() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(2)
      try await desk.startClock("acknowledge", of: 1, percent: 60)
      try await desk.startClock("acknowledge", of: 2, percent: 50)
      // Of the second one the message has left: its clock waits for nothing of the shop's.
      try await desk.owe("acknowledgement", to: 1)
      let alone = try await desk.monitor.forecast(horizon: Self.week)
      #expect((alone.clocks, alone.waitForOthers) == (2, 0))
      let misses = alone.misses.map { "\($0.reference) \($0.cause.rawValue) \($0.queue ?? "")" }
      #expect(misses == ["R0000001 no_worker notify", "R0000002 no_worker verify"])
      #expect(alone.stations.first { $0.queues == ["notify"] }?.moreWorkers?.workers == 1)
      #expect(alone.stations.first { $0.queues == ["notify"] }?.moreWorkers?.saves == 1)

      try await desk.join(["verify", "notify"], concurrency: 4)
      let manned = try await desk.monitor.forecast(horizon: Self.week)
      #expect(manned.misses.isEmpty)
      #expect(manned.stations.first { $0.queues == ["notify", "verify"] }?.workers == 1)
    }
  }

  @Test func aBacklogThatIsTooLongIsToldWithTheWorkersThatItNeeds() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(1)
      try await desk.join(["verify", "notify"], concurrency: 1)
      try await desk.write(
        """
        insert into casework.clock (case_id, kind, started_at, due_at, thresholds, on_breach)
        values (1, 'answer', now() - interval '1 hour', now() + interval '5 minutes', '{}', 'nothing')
        """,
        "select job_queue.enqueue_many('verify', 'verify', array_fill('{}'::jsonb, array[3000]))",
        // A hundred jobs, a third of a second each: three thousand take 1000 s, and four workers 250.
        """
        insert into job_queue.outcome (generation, seq, worker, number, result, started_at, finished_at)
        select generation, seq, 1, 1, 'done', now() - interval '100 seconds' / 3, now()
        from (select generation, seq from job_queue.entry order by seq limit 100) as entry
        """)
      let forecast = try await desk.monitor.forecast(horizon: Self.week)
      let miss = try #require(forecast.misses.first)
      #expect((miss.reference, miss.cause, miss.queue) == ("R0000001", .queue, "verify"))
      let late = try #require(miss.expectedAt).timeIntervalSince(forecast.moment.businessTime)
      #expect((950...1150).contains(late))
      let station = try #require(forecast.stations.first { $0.queues == ["notify", "verify"] })
      #expect((station.waiting, station.waitingIsEstimate, station.misses) == (3_000, false, 1))
      // All of them came within these five minutes: that many a second come, for all that can be known.
      #expect(abs(station.arrivalsPerSecond - 3_000 / 300) < 1)
      #expect(station.drainSeconds == nil)
      #expect((station.moreWorkers?.workers, station.moreWorkers?.saves) == (3, 1))
    }
  }

  @Test func whatIsNotCountedIsEstimated() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        "select job_queue.enqueue_many('notify', 'notify', array_fill('{}'::jsonb, array[60000]))")
      let station = try #require(
        try await desk.monitor.forecast(horizon: Self.week).stations.first { $0.queues == ["notify"] })
      #expect(station.waitingIsEstimate)
      #expect((57_000...63_000).contains(station.waiting))
    }
  }

  @Test func whatNobodyDecidesInTimeIsTold() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      let policy = try #require(ShippedPolicies.source("pl"))
      try await desk.pool.execute(
        Statement("policy_text", "update casework.policy set document = $1"), policy)
      try await desk.openCases(60, state: "manual_review")
      // Twenty were decided in fourteen days: two on a working day. Forty wait, due from the tenth day on, one every hour.
      try await desk.write(
        """
        insert into casework.manual_review (case_id, reason, opened_at, closed_at, closed_by)
        select number, 'no_proof', now() - interval '13 days 20 hours', now() - interval '1 hour' * number,
          'person:Anna Nowak'
        from generate_series(1, 20) as number
        """,
        """
        insert into casework.manual_review (case_id, reason, opened_at)
        select number, 'no_proof', now() - interval '1 day' from generate_series(21, 60) as number
        """,
        """
        insert into casework.clock (case_id, kind, started_at, due_at, thresholds, on_breach)
        select number, 'answer', now() - interval '1 day', now() + interval '9 days' + interval '1 hour' * number, '{}', 'nothing'
        from generate_series(21, 60) as number
        """)
      let forecast = try await desk.monitor.forecast(horizon: .seconds(20 * 86_400))
      #expect((forecast.clocks, forecast.reviews.waiting, forecast.reviews.decided) == (40, 40, 20))
      let day = try #require(forecast.reviews.decisionsPerDay)
      #expect((1.5...2.6).contains(day))
      // The first one is decided long before; the last one needs twenty working days, and has eleven days.
      let missed = Set(forecast.misses.map(\.reference))
      #expect(!missed.contains("R0000021") && missed.contains("R0000060"))
      #expect(
        forecast.misses.allSatisfy {
          $0.cause == .review && $0.expectedAt.map { $0 >= forecast.moment.businessTime } ?? false
        })
      #expect(forecast.reviews.misses == missed.count)
      // At the rate that is asked for, the last of forty is through when the last is due: more than forty in eight working days.
      let needed = try #require(forecast.reviews.neededPerDay)
      #expect(needed > day && needed < 8)
      #expect(try #require(forecast.reviews.emptyAt) > forecast.moment.businessTime + 18 * 86_400)
    }
  }

  @Test func waitsForOthersAndPausedClocksAreNoMisses() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(1, state: "awaiting_information")
      try await desk.openCases(1, state: "verifying")
      try await desk.openCases(1, state: "rejected")
      for number in 1...3 { try await desk.startClock("answer", of: number, percent: 60) }
      try await desk.write(
        """
        insert into casework.clock_pause (case_id, kind, cycle, paused_from)
        values (2, 'answer', 1, now() - interval '2 days')
        """)
      try await desk.owe("decision_rejected", to: 3)
      try await desk.write("update casework.notification set handed_at = now()")
      let forecast = try await desk.monitor.forecast(horizon: Self.week)
      #expect((forecast.clocks, forecast.waitForOthers, forecast.waitForPeople) == (2, 1, 1))
      #expect(forecast.misses.isEmpty)
    }
  }

  @Test func anEmptyDeskHasNothingToForetell() async throws {
    try await withDatabase(.casework) { database in
      let forecast = try await Desk(database).monitor.forecast(horizon: Self.week)
      #expect((forecast.clocks, forecast.misses.isEmpty, forecast.reviews.waiting) == (0, true, 0))
      #expect(forecast.reviews.emptyAt == nil && forecast.reviews.neededPerDay == nil)
      #expect(
        forecast.stations.allSatisfy { $0.waiting == 0 && $0.drainSeconds == 0 && $0.moreWorkers == nil })
    }
  }
}

extension Desk {
  fileprivate func owe(_ kind: String, to caseID: Int) async throws {
    try await write(
      """
      insert into casework.notification (case_id, kind, sequence, channel, locale, created_at)
      values (\(caseID), '\(kind)', 1, 'email', 'pl', now())
      """)
  }

  fileprivate func join(_ queues: [String], concurrency: Int) async throws {
    try await write(
      """
      select job_queue.join_workers('a', 1, '1', '{\(queues.joined(separator: ","))}', '{}', '1 hour',
        \(concurrency)::smallint)
      """)
  }
}
