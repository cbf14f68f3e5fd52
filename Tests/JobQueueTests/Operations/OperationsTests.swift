import Foundation
import LibPQ
import Testing

@testable import JobQueue

@Suite struct OperationsTests {
  @Test func `cancelled while it waits, it never runs, and the lane is empty`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let job = try await JobQueue.enqueue(Work(number: 1), in: queue.pool)
      #expect(try await JobQueue.cancel(job, in: queue.pool) == .cancelled)
      #expect(try await JobQueue.cancel(job, in: queue.pool) == .over)
      #expect(try await queue.claim(worker) == [])
      #expect(try await queue.rows("select job_queue.is_idle('{work}')")[0].decode(Bool.self, at: 0))
      try await queue.enqueue(1)
      #expect(try await queue.claim(worker).count == 1, "the lane goes on")
    }
  }

  @Test func `cancelled while it is scheduled, or parked`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let scheduled = try await JobQueue.enqueue(
        [NewJob(Work(number: 1), runAt: .now.addingTimeInterval(3600))], in: queue.pool)[0].job
      #expect(try await JobQueue.cancel(scheduled, in: queue.pool) == .cancelled)
      #expect(try await queue.number("select count(*) from job_queue.later") == 0)
      #expect(try await queue.claim(worker) == [])
      #expect(try await JobQueue.explain(scheduled, in: queue.pool).hasPrefix("It was cancelled at "))
    }
  }

  @Test func `cancelled while it runs, its worker cannot commit, and is told`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(2)
      let batch = queue.newBatch(worker)
      let seqs = try await queue.claim(batch)
      #expect(try await JobQueue.cancel(seqs[0], in: queue.pool) == .cancelled)
      await #expect { try await queue.settle(batch, seqs, in: queue.pool) } throws: {
        Mishap($0) == .settledBefore
      }
      let beat = try await queue.rows(
        "select cancelled from job_queue.beat($1, 1, $2, array[$2], '{}', '{}', false)", worker, batch.number)
      #expect(try beat[0].decode([Int64].self, at: 0) == [seqs[0]])
    }
  }

  @Test func `while its worker's transaction is open a cancel does not wait, and is tried again`()
    async throws
  {
    try await withQueue { queue in
      struct Undo: Error {}
      let worker = try await queue.joinWorker()
      try await queue.enqueue(2)
      let batch = queue.newBatch(worker)
      let seqs = try await queue.claim(batch)
      do {
        try await queue.pool.withTransaction { transaction in
          try await queue.settle(batch, seqs, in: transaction)
          #expect(try await JobQueue.cancel(seqs[0], in: queue.pool) == .cancelling)
          let beat = try await queue.rows(
            "select cancelled from job_queue.beat($1, 1, $2, array[$2], '{}', '{}', false)", worker,
            batch.number)
          #expect(try beat[0].decode([Int64].self, at: 0) == [seqs[0]])
          throw Undo()
        }
      } catch is Undo {}
      _ = try await queue.rows("select job_queue.tidy('1 day')")
      #expect(
        try await queue.number("select count(*) from job_queue.outcome where result = 'cancelled'") == 1)
      #expect(try await queue.number("select count(*) from job_queue.cancellation") == 0)
      // And when the worker commits instead, it was too late.
      try await queue.pool.withTransaction { transaction in
        try await queue.settle(batch, [seqs[1]], in: transaction)
        #expect(try await JobQueue.cancel(seqs[1], in: queue.pool) == .cancelling)
      }
      #expect(try await JobQueue.cancel(seqs[1], in: queue.pool) == .over)
      #expect(try await queue.number("select count(*) from job_queue.cancellation") == 0)
    }
  }

  @Test func `of a cancel and a settlement at once one wins`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      for _ in 0..<20 {
        try await queue.enqueue(1)
        let batch = queue.newBatch(worker)
        let seqs = try await queue.claim(batch)
        async let cancelled = JobQueue.cancel(seqs[0], in: queue.pool)
        let isSettled: Bool
        do {
          try await queue.settle(batch, seqs, in: queue.pool)
          isSettled = true
        } catch {
          isSettled = false
        }
        let isCancelled = try await cancelled == .cancelled
        #expect(isCancelled != isSettled)
      }
    }
  }

  @Test func `a paused queue is claimed from no more, and resumed it is`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(1)
      #expect(try await JobQueue.pause("work", reason: "the bank is closed", in: queue.pool))
      #expect(try await JobQueue.pause("nowhere", in: queue.pool) == false)
      #expect(try await queue.claim(worker) == [])
      #expect(
        try await queue.number("select count(*) from job_queue.depth() where paused_at is not null") == 3)
      #expect(try await JobQueue.resume("work", in: queue.pool))
      #expect(try await queue.claim(worker).count == 1)
    }
  }

  @Test func `moved to another server, nothing is claimed before rebase, and everything once after it`()
    async throws
  {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(10)
      let done = queue.newBatch(worker)
      try await queue.settle(done, try await queue.claim(done, limit: 3), in: queue.pool)
      _ = try await queue.claim(worker, limit: 2)
      // As it would be on a server that has seen fewer transactions: everything here is from the future.
      _ = try await queue.rows(
        """
        with ahead as (select (pg_snapshot_xmax(pg_current_snapshot())::text::bigint + 1000000) as xid),
          claims as (
            update job_queue.claim
            set low = format('%1$s:%1$s:', xid)::pg_snapshot, high = format('%1$s:%1$s:', xid + 1)::pg_snapshot
            from ahead),
          entries as (update job_queue.entry set xid = (entry.xid::text::bigint + 1000000)::text::xid8)
        update job_queue.generation set system_identifier = 1
        """)
      func refused(_ body: () async throws -> Void) async {
        await #expect { try await body() } throws: { ($0 as? PostgresError)?.sqlState.rawValue == "JQ005" }
      }
      await refused { _ = try await queue.joinWorker() }
      await refused { _ = try await queue.claim(worker) }
      await #expect(throws: PostgresError.self, "a worker is running") {
        try await JobQueue.rebase(in: queue.pool)
      }
      _ = try await queue.rows("select job_queue.leave_workers($1)", worker)
      #expect(try await JobQueue.rebase(in: queue.pool) == 7)
      try await queue.enqueue(1)
      let heir = try await queue.joinWorker()
      var seqs: [Int64] = []
      while case let batch = try await queue.claim(heir), !batch.isEmpty { seqs += batch }
      #expect(seqs.count == 8 && Set(seqs).count == 8)
    }
  }

  @Test func `explain says in a sentence why a job is not running`() async throws {
    try await withQueue { queue in
      func explain(_ job: Int64) async throws -> String { try await JobQueue.explain(job, in: queue.pool) }
      #expect(try await explain(1000) == "There is no such job.")
      let jobs = try await JobQueue.enqueue((0..<3).map { NewJob(Work(number: $0)) }, in: queue.pool).map(
        \.job)
      #expect(
        try await explain(jobs[0])
          == #"No worker that is alive takes jobs of kind "work" from its queue "work"."#)
      let worker = try await queue.joinWorker()
      #expect(
        try await explain(jobs[2]).hasPrefix(
          #"It waits in queue "work", band 1: 2 ahead in its lane; it is due at "#))
      _ = try await JobQueue.pause("work", reason: "the bank is closed", in: queue.pool)
      let paused = try await explain(jobs[0])
      #expect(
        paused.hasPrefix(#"Its queue "work" is paused since "#) && paused.hasSuffix(": the bank is closed."))
      _ = try await JobQueue.resume("work", in: queue.pool)

      try await JobQueue.limit(Work.self, to: .running(1), in: queue.pool)
      let batch = queue.newBatch(worker)
      let seqs = try await queue.claim(batch)
      _ = try await queue.pool.execute(.admit, batch.worker, batch.number, Int16(0), "work", seqs)
      #expect(
        try await explain(jobs[0]).hasPrefix(
          "It is running: worker \(worker) (test, process 1) took it and last beat at "))
      #expect(
        try await explain(jobs[2])
          == #"It is parked: the limit of kind "work" is held by job \#(jobs[0]), and 1 jobs wait before it."#
      )

      _ = try await queue.rows(
        "select job_queue.postpone($1, $2, 0::smallint, $3, 'retry', '1 hour', now(), 'the bank did not answer')",
        batch.worker, batch.number, jobs[0])
      let retried = try await explain(jobs[0])
      #expect(retried.hasPrefix("It is not due: attempt 2 begins at "))
      #expect(retried.hasSuffix(", because attempt 1 failed: the bank did not answer."))
    }
  }
}
