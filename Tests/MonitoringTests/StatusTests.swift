import Foundation
import Monitoring
import TestSupport
import Testing

@Suite struct StatusTests {
  @Test func depthIsToldByQueueBandAndState() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        "select job_queue.enqueue('verify', 'verify', '{\"case\": 1}') from generate_series(1, 5)",
        "select job_queue.enqueue('verify', 'verify', '{\"case\": 2}', 0::smallint) from generate_series(1, 2)",
        "select job_queue.enqueue('verify', 'verify', p_run_at => now() + interval '1 hour')",
        """
        select job_queue.enqueue(
          'clock', 'clock', p_run_at => casework.business_now() + interval '1 day', p_timeline => 'business')
        """,
        """
        insert into job_queue.dead_letter (job, enqueued_at, band, attempt, queue, kind, arguments, reason)
        values (900, now(), 1, 10, 'verify', 'verify', '{}', 'it would not')
        """,
        "select job_queue.join_workers('a', 1, '1', '{verify}', '{verify}', '1 hour')",
        "select job_queue.claim(1, 1, '{verify}', 2)",
        """
        update job_queue.entry set enqueued_at = now() - interval '90 seconds', due = due - interval '90 seconds'
        where seq = (select max(seq) from job_queue.entry where due > now() + interval '5 seconds')
        """)
      let status = try await desk.monitor.status()
      func depth(_ queue: String, _ band: Int) throws -> QueueDepth {
        try #require(status.queues.first { $0.queue == queue && $0.band == band })
      }
      // The claim takes from the lane that is due first: band 0.
      let urgent = try depth("verify", 0)
      #expect((urgent.waiting, urgent.running) == (0, 2))
      let normal = try depth("verify", 1)
      #expect((normal.waiting, normal.running, normal.later, normal.dead) == (5, 0, 1, 1))
      #expect(!normal.waitingIsAtLeast)
      #expect(try #require(normal.oldestSeconds) >= 90)
      #expect(urgent.oldestSeconds == nil)
      #expect(try depth("clock", 1).onTimelines == 1)
      #expect(try depth("notify", 2).waiting == 0)
      #expect(status.unsettled == 5 + 2 + 1)
      #expect(status.deadLetters == 1)
    }
  }

  @Test func aBoundedCountSaysAtLeast() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        "select job_queue.enqueue_many('notify', 'notify', array_fill('{}'::jsonb, array[30000]))")
      let status = try await desk.monitor.status()
      let depth = try #require(status.queues.first { $0.queue == "notify" && $0.band == 1 })
      #expect(depth.waitingIsAtLeast)
      #expect((10_000...30_000).contains(depth.waiting))
    }
  }

  @Test func workersAreToldWithWhatTheyRun() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        "select job_queue.enqueue('verify', 'verify') from generate_series(1, 3)",
        """
        insert into job_queue.worker (host, process, version, queues, kinds, lease, concurrency, beat_at, held, waiting, left_at)
        values
          ('one', 11, '0.1.0', '{verify}', '{}', '30 s', 4, now(), '{1}', false, null),
          ('two', 12, '0.1.0', '{verify,clock}', '{}', '30 s', 4, now(), '{}', true, null),
          ('three', 13, '0.1.0', '{verify}', '{}', '30 s', 4, now() - interval '20 seconds', '{}', false, null),
          ('four', 14, '0.1.0', '{verify}', '{}', '30 s', 4, now() - interval '40 seconds', '{}', false, null),
          ('five', 15, '0.1.0', '{verify}', '{}', '30 s', 4, now(), '{}', false, now())
        """,
        "select job_queue.claim(1, 1, '{verify}', 3)",
        // One of the three is settled, so two are running.
        """
        select job_queue.settle(1, 1, generation, seqs[1:1], 'done', now())
        from job_queue.claim
        """)
      let workers = try await desk.monitor.status().workers
      #expect(workers.map(\.host) == ["one", "two", "three", "four", "five"])
      #expect(workers.map(\.condition) == [.working, .idle, .late, .lost, .left])
      #expect(workers[0].running.map(\.kind) == ["verify"])
      #expect(workers[0].running.map(\.attempts) == [2])
      #expect(workers[1].running.isEmpty)
      #expect(workers[1].queues == ["verify", "clock"])
      #expect(workers[0].process == 11)
      #expect((20...30).contains(workers[2].beatSeconds))
    }
  }

  @Test func throughputCountsWhatWasSettledInTheLastMinutes() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      func settle(_ count: Int, _ result: String, secondsAgo: Int, from: Int) -> String {
        """
        insert into job_queue.outcome (generation, seq, worker, number, result, started_at, finished_at)
        select 0, seq, 1, 1, '\(result)', now(), now() - interval '\(secondsAgo) seconds'
        from generate_series(\(from), \(from + count - 1)) as seq
        """
      }
      try await desk.write(
        settle(600, "done", secondsAgo: 400, from: 1), settle(300, "done", secondsAgo: 200, from: 1001),
        settle(120, "done", secondsAgo: 30, from: 2001), settle(7, "retry", secondsAgo: 100, from: 3001),
        settle(2, "dead", secondsAgo: 10, from: 4001))
      let throughput = try await desk.monitor.status().throughput
      #expect(throughput.doneInOneMinute == 120)
      #expect(throughput.doneInFiveMinutes == 420)
      #expect(throughput.retriedInFiveMinutes == 7)
      #expect(throughput.diedInFiveMinutes == 2)
      #expect(throughput.perSecondOverOneMinute == 2)
      #expect(abs(throughput.perSecondOverFiveMinutes - 1.4) < 0.001)
      #expect(throughput.coveredSeconds == 300)
    }
  }

  /// A thousand a second for a hundred seconds: what was settled last is what counts, over a span that says how long it is.
  @Test func underAHeavyLoadThroughputIsThatOfTheLastSeconds() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        """
        insert into job_queue.outcome (generation, seq, worker, number, result, started_at, finished_at)
        select 0, number, 1, 1, 'done', now(), now() - (100001 - number) * interval '1 millisecond'
        from generate_series(1, 100000) as number
        """)
      let throughput = try await desk.monitor.status().throughput
      #expect([15, 60].contains(throughput.coveredSeconds))
      #expect((400...1000).contains(throughput.perSecondOverOneMinute))
      #expect(throughput.perSecondOverFiveMinutes == throughput.perSecondOverOneMinute)
    }
  }

  /// Of 12 000 timers and 3 scheduled jobs: the nearest 10 000 timers, and all that is scheduled.
  @Test func whatIsNotDueYetIsCountedUpToABound() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        """
        insert into job_queue.later (timeline, due, job, band, queue, kind)
        select 'business', now() + number * interval '1 s', number, 1, case when number = 12000 then 'notify' else 'clock' end, 'clock'
        from generate_series(1, 12000) as number
        """,
        """
        insert into job_queue.later (due, job, band, queue, kind)
        select now() + number * interval '1 s', 20000 + number, 1, 'verify', 'verify' from generate_series(1, 3) as number
        """,
        """
        insert into job_queue.later (timeline, due, job, band, queue, kind)
        select 'limit:verify:' || number % 2, 'infinity', 30000 + number, 1, 'verify', 'verify' from generate_series(1, 5) as number
        """)
      let depths = try await desk.monitor.status().queues
      func depth(_ queue: String) throws -> QueueDepth {
        try #require(depths.first { $0.queue == queue && $0.band == 1 })
      }
      #expect((try depth("clock").onTimelines, try depth("clock").onTimelinesIsAtLeast) == (10_000, true))
      // Its only timer lies behind the bound.
      #expect((try depth("notify").onTimelines, try depth("notify").onTimelinesIsAtLeast) == (0, true))
      #expect((try depth("verify").later, try depth("verify").laterIsAtLeast) == (3, false))
      let verify = try await desk.monitor.queues().first { $0.queue == "verify" }
      #expect(verify?.bands.map(\.parked) == [0, 5, 0])
    }
  }

  @Test func anEmptyDeskIsNoError() async throws {
    try await withDatabase(.casework) { database in
      let status = try await Monitor(database.pool).status()
      #expect(status.workers.isEmpty && status.failures.isEmpty)
      #expect(status.throughput.perSecondOverFiveMinutes == 0)
      #expect(status.unsettled == 0)
      #expect(!status.moment.isSandbox)
    }
  }
}
