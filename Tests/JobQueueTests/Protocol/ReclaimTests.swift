import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// The protocol of docs/queue.md, "Dying". Leases are an hour here; what a worker has missed is written into its row instead of waited
/// for, and the server is made old.
@Suite struct ReclaimTests {
  private func reclaim(_ queue: QueueDatabase, _ worker: Int64, token: UUID = UUID()) async throws -> [Int64]
  {
    _ = try await queue.rows(
      "update job_queue.worker set beat_at = clock_timestamp(), tokens = tokens || $2::uuid where worker_id = $1",
      worker, token)
    return try await queue.rows(
      "select seq from job_queue.reclaim($1, $2, '1 hour', 3::smallint)", worker, token
    )
    .map { try $0.decode(at: 0) }
  }

  private func die(_ queue: QueueDatabase, _ worker: Int64) async throws {
    _ = try await queue.rows(
      "update job_queue.worker set beat_at = beat_at - interval '3 hours' where worker_id = $1", worker)
  }

  private func makeServerOld(_ queue: QueueDatabase) async throws {
    _ = try await queue.rows(
      "create or replace function job_queue.server_started_at() returns timestamptz language sql return '2020-01-01'::timestamptz"
    )
  }

  @Test func `the jobs of a dead worker are taken over one by one, the settled not`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(4)
      let (dead, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let token = UUID()
      let seqs = try await queue.claim(dead, token: token)
      try await queue.settle(token, [seqs[1]], in: queue.pool)
      #expect(try await reclaim(queue, heir) == [], "its worker lives")
      try await die(queue, dead)
      var taken: [Int64] = []
      let first = UUID()
      taken += try await reclaim(queue, heir, token: first)
      #expect(try await reclaim(queue, heir, token: first) == taken, "repeated with its token")
      for _ in 0..<4 { taken += try await reclaim(queue, heir) }
      #expect(taken == [seqs[0], seqs[2], seqs[3]])
    }
  }

  @Test func `of two heirs one gets it`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(20)
      let dead = try await queue.joinWorker()
      let seqs = try await queue.claim(dead)
      try await die(queue, dead)
      let heirs = [try await queue.joinWorker(), try await queue.joinWorker(), try await queue.joinWorker()]
      let taken = try await withThrowingTaskGroup(of: [Int64].self) { group in
        for heir in heirs {
          group.addTask {
            var taken: [Int64] = []
            for _ in 0..<20 { taken += try await reclaim(queue, heir) }
            return taken
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(taken.sorted() == seqs.sorted())
    }
  }

  @Test func `a worker that does not name a token has lost it, one that names it has not`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(2)
      let (holder, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let token = UUID()
      let seqs = try await queue.claim(holder, token: token)
      _ = try await queue.rows("update job_queue.claim set claimed_at = claimed_at - interval '2 hours'")
      _ = try await queue.rows("select job_queue.beat($1, $2, '{}', false, '1 hour')", holder, [token])
      #expect(try await reclaim(queue, heir) == [])
      _ = try await queue.rows("select job_queue.beat($1, '{}', '{}', false, '1 hour')", holder)
      #expect(try await reclaim(queue, heir) == [seqs[0]])
    }
  }

  @Test func `who missed beats itself may not take over`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(1)
      let (dead, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      _ = try await queue.claim(dead)
      try await die(queue, dead)
      // The heir was frozen as well: its next beat comes late and breaks the row.
      try await die(queue, heir)
      _ = try await queue.rows("select job_queue.beat($1, '{}', '{}', false, '1 hour')", heir)
      #expect(try await reclaim(queue, heir) == [])
      _ = try await queue.rows(
        "update job_queue.worker set unbroken_since = now() - interval '2 hours' where worker_id = $1", heir)
      #expect(try await reclaim(queue, heir).count == 1)
    }
  }

  @Test func `nobody takes over in the first lease after the server's start`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(1)
      let (dead, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      _ = try await queue.claim(dead)
      try await die(queue, dead)
      let taken = try await queue.rows("select seq from job_queue.reclaim($1, $2, '1 hour')", heir, UUID())
      #expect(taken.count == 0)
    }
  }

  @Test func `a job that took three workers with it alone goes to the dead letters`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(1)
      var holder = try await queue.joinWorker()
      _ = try await queue.claim(holder)
      for _ in 0..<3 {
        try await die(queue, holder)
        holder = try await queue.joinWorker()
        #expect(try await reclaim(queue, holder).count == 1)
      }
      try await die(queue, holder)
      let last = try await queue.joinWorker()
      #expect(try await reclaim(queue, last) == [])
      let reason = try await queue.rows("select reason from job_queue.dead_letter")[0].decode(
        String.self, at: 0)
      #expect(reason == "its worker died 3 times while it ran alone")
      #expect(try await queue.expectAllSettledOnce(1))
    }
  }

  @Test func `a worker's good-bye needs no lease, and tidying leaves each lane its cursor`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(5)
      let (leaver, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let tokens = [UUID(), UUID()]
      let first = try await queue.claim(leaver, limit: 2, token: tokens[0])
      let second = try await queue.claim(leaver, limit: 2, token: tokens[1])
      try await queue.settle(tokens[0], first, in: queue.pool)
      try await queue.settle(tokens[1], second, in: queue.pool)
      _ = try await queue.rows("select job_queue.leave_workers($1)", leaver)
      _ = try await queue.rows("select job_queue.tidy('1 hour')")
      #expect(
        try await queue.number("select count(*) from job_queue.worker where worker_id = $1", leaver) == 0)
      #expect(try await queue.number("select count(*) from job_queue.claim") == 1)
      #expect(try await queue.claim(heir).count == 1, "the lane goes on where it was")
      #expect(try await queue.claim(heir) == [])
    }
  }

  @Test func `a worker that was buried while it was frozen is told so`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      _ = try await queue.rows("delete from job_queue.worker")
      await #expect {
        try await queue.rows("select job_queue.beat($1, '{}', '{}', false, '1 hour')", worker)
      } throws: {
        ($0 as? PostgresError)?.sqlState.rawValue == "JQ004"
      }
    }
  }
}
