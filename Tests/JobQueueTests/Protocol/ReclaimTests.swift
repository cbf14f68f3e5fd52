import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// The protocol of docs/queue.md, "Dying". Leases are an hour here; what a worker has missed is written into its row instead of waited
/// for, and the server is made old.
@Suite struct ReclaimTests {
  private func reclaim(_ queue: QueueDatabase, as batch: BatchNumber) async throws -> [Int64] {
    _ = try await queue.rows(
      "update job_queue.worker set beat_at = clock_timestamp(), held = held || $2::bigint where worker_id = $1",
      batch.worker, batch.number)
    return try await queue.rows(
      "select seq from job_queue.reclaim($1, $2, 3::smallint)", batch.worker, batch.number
    )
    .map { try $0.decode(at: 0) }
  }

  private func reclaim(_ queue: QueueDatabase, _ worker: Int32) async throws -> [Int64] {
    try await reclaim(queue, as: queue.newBatch(worker))
  }

  private func die(_ queue: QueueDatabase, _ worker: Int32) async throws {
    _ = try await queue.rows(
      "update job_queue.worker set beat_at = beat_at - interval '3 hours' where worker_id = $1", worker)
  }

  private func makeServerOld(_ queue: QueueDatabase) async throws {
    _ = try await queue.rows(
      "create or replace function job_queue.server_started_at() returns timestamptz language sql return '2020-01-01'::timestamptz"
    )
  }

  @Test func `the jobs of a dead worker are taken over, the settled not`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(4)
      let (dead, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let batch = queue.newBatch(dead)
      let seqs = try await queue.claim(batch)
      try await queue.settle(batch, [seqs[1]], in: queue.pool)
      #expect(try await reclaim(queue, heir) == [], "its worker lives")
      try await die(queue, dead)
      var taken: [Int64] = []
      let first = queue.newBatch(heir)
      taken += try await reclaim(queue, as: first)
      #expect(try await reclaim(queue, as: first) == taken, "repeated with its number")
      for _ in 0..<4 { taken += try await reclaim(queue, heir) }
      #expect(taken.sorted() == [seqs[0], seqs[2], seqs[3]])
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

  @Test func `of a living worker only what it has released is taken over`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(2)
      let (holder, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let batch = queue.newBatch(holder)
      let seqs = try await queue.claim(batch)
      try await queue.beat(holder, held: [batch])
      #expect(try await reclaim(queue, heir) == [])
      try await queue.beat(holder, released: [batch])
      #expect(try await reclaim(queue, heir) + reclaim(queue, heir) == seqs)
      #expect(try await reclaim(queue, heir) == [])
    }
  }

  @Test func `a beat that was written before a claim and arrived after it hides nothing`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(1)
      let (dead, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let batch = queue.newBatch(dead)
      _ = try await queue.claim(batch)
      // Written when the claim had no number yet.
      _ = try await queue.rows(
        "select job_queue.beat($1, $2, $3, '{}', '{}', '{}', false)", dead, batch.number, batch.number - 1)
      try await die(queue, dead)
      #expect(try await reclaim(queue, heir).count == 1)
    }
  }

  @Test func `a beat that was overtaken by a newer one says nothing any more`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(1)
      let worker = try await queue.joinWorker()
      let batch = queue.newBatch(worker)
      try await queue.beat(worker, held: [batch])
      _ = try await queue.rows(
        "select job_queue.beat($1, 1, $2, '{}', '{}', '{}', false)", worker, batch.number)
      #expect(
        try await queue.number("select held[1] from job_queue.worker where worker_id = $1", worker)
          == Int(batch.number))
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
      _ = try await queue.rows("select job_queue.beat($1, 1, 0, '{}', '{}', '{}', false)", heir)
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
      #expect(try await reclaim(queue, heir) == [])
    }
  }

  @Test func `of a batch of a hundred ten run together, and when their worker dies as well, each alone`()
    async throws
  {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(100)
      let (first, second, heir) = (
        try await queue.joinWorker(), try await queue.joinWorker(), try await queue.joinWorker()
      )
      let batch = queue.newBatch(first)
      let seqs = try await queue.claim(batch)
      // One lane's share of the hundred.
      try #require(seqs.count > 30)
      try await die(queue, first)
      let share = Int(Double(seqs.count).squareRoot())
      let guilty = try await reclaim(queue, second)
      #expect(guilty.sorted() == Array(seqs.prefix(share)))
      try await die(queue, second)
      #expect(try await reclaim(queue, heir).sorted() == Array(seqs[share..<2 * share]), "the innocent first")
      var taken: [[Int64]] = []
      while true {
        let next = try await reclaim(queue, heir)
        if next.isEmpty { break }
        taken.append(next)
      }
      #expect(taken.suffix(share) == guilty.sorted().map { [$0] })
      #expect(taken.flatMap(\.self).count == seqs.count - share)
    }
  }

  @Test func `giving up is no death`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(1)
      let (holder, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      var batch = queue.newBatch(holder)
      _ = try await queue.claim(batch)
      for _ in 0..<8 {
        try await queue.beat(holder, released: [batch])
        batch = queue.newBatch(holder)
        #expect(try await reclaim(queue, as: batch).count == 1)
      }
      try await queue.beat(holder, released: [batch])
      #expect(try await reclaim(queue, heir).count == 1)
    }
  }

  @Test func `a job that took three workers with it alone goes to the dead letters`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(1)
      var holder = try await queue.joinWorker()
      _ = try await queue.claim(holder)
      // The first of them might have had company.
      for _ in 0..<4 {
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

  @Test func `a worker's good-bye needs no lease, and its row stays for an hour`() async throws {
    try await withQueue { queue in
      try await makeServerOld(queue)
      try await queue.enqueue(3)
      let (leaver, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      let (settled, left) = (queue.newBatch(leaver), queue.newBatch(leaver))
      try await queue.settle(settled, try await queue.claim(settled, limit: 2), in: queue.pool)
      let seqs = try await queue.claim(left, limit: 2)
      try await queue.beat(leaver, released: [left])
      _ = try await queue.rows("select job_queue.leave_workers($1)", leaver)
      #expect(try await reclaim(queue, heir) == seqs)
      let rows = "select count(*) from job_queue.worker where worker_id = $1"
      _ = try await queue.rows("select job_queue.tidy('1 day')")
      #expect(try await queue.number(rows, leaver) == 1, "a call of it may be on its way")
      try await die(queue, leaver)
      _ = try await queue.rows("select job_queue.tidy('1 day')")
      #expect(try await queue.number(rows, leaver) == 1, "it holds something that is not settled")
      _ = try await queue.rows("select job_queue.cancel(seq) from job_queue.reclaim")
      _ = try await queue.rows("select job_queue.tidy('1 day')")
      #expect(try await queue.number(rows, leaver) == 0)
    }
  }

  @Test func `nobody is called for a worker that died while it listened`() async throws {
    try await withQueue { queue in
      let (dead, living) = (try await queue.joinWorker(), try await queue.joinWorker())
      for worker in [dead, living] {
        _ = try await queue.rows("select job_queue.beat($1, 1, 0, '{}', '{}', '{}', true)", worker)
      }
      try await die(queue, dead)
      _ = try await queue.rows("select job_queue.tidy('1 day')")
      let listening = try await queue.rows("select worker_id from job_queue.worker where waiting")
      #expect(try listening.map { try $0.decode(Int32.self, at: 0) } == [living])
    }
  }

  @Test func `a worker that was buried while it was frozen is told so`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      _ = try await queue.rows("delete from job_queue.worker")
      await #expect {
        try await queue.rows("select job_queue.beat($1, 1, 0, '{}', '{}', '{}', false)", worker)
      } throws: {
        ($0 as? PostgresError)?.sqlState.rawValue == "JQ004"
      }
    }
  }
}
