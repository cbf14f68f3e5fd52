import Monitoring
import TestSupport
import Testing

@Suite struct QueueFlowTests {
  /// Entries of one lane that became ready one after the other, the last one now.
  private func entries(_ count: Int, of queue: String, every milliseconds: Int) -> String {
    """
    insert into job_queue.entry (generation, lane, due, enqueued_at, kind)
    select 0, (select min(lane_id) from job_queue.lane where queue = '\(queue)' and band = 1), at, at, '\(queue)'
    from generate_series(\(count - 1), 0, -1) as number
    cross join lateral (select now() - number * interval '\(milliseconds) ms' as at) as ready
    """
  }

  private func flow(_ desk: Desk, _ queue: String) async throws -> QueueFlow {
    try #require(try await desk.monitor.status().flow.first { $0.queue == queue })
  }

  /// One a second for 5 000 seconds: ten pages, three of them cut by the beginning of a span. A few seconds pass before the look.
  @Test func whatCameIsCountedPageByPage() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(entries(5_000, of: "verify", every: 1_000))
      let flow = try await flow(desk, "verify")
      #expect((50...60).contains(flow.into.overOneMinute * 60))
      #expect((290...300).contains(flow.into.overFiveMinutes * 300))
      #expect((3_590...3_600).contains(flow.into.overOneHour * 3600))
      #expect(!flow.ratesAreAtLeast)
      #expect(flow.out.overOneHour == 0)
    }
  }

  @Test func lessThanAPageIsCountedOneByOne() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(entries(499, of: "notify", every: 1))
      let flow = try await flow(desk, "notify")
      #expect((flow.into.overOneMinute * 60).rounded() == 499)
      #expect((flow.into.overOneHour * 3600).rounded() == 499)
    }
  }

  @Test func moreThanIsReadIsAtLeastThat() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(entries(9_000, of: "verify", every: 100))
      let flow = try await flow(desk, "verify")
      #expect(flow.ratesAreAtLeast)
      #expect(flow.into.overOneHour * 3600 == 6_000)
      #expect((2_900...3_000).contains(flow.into.overFiveMinutes * 300))
    }
  }

  @Test func whatWorkersTakeGoesOut() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.write(
        "select job_queue.enqueue_many('verify', 'verify', array_fill('{}'::jsonb, array[40]))",
        "select job_queue.join_workers('a', 1, '1', '{verify}', '{verify}', '1 hour')",
        "select job_queue.claim(1, 1, '{verify}', 30)")
      let flow = try await flow(desk, "verify")
      #expect((flow.into.overOneMinute * 60).rounded() == 40)
      #expect((flow.out.overOneMinute * 60).rounded() == 30)
      #expect((flow.out.overOneHour * 3600).rounded() == 30)
    }
  }
}
