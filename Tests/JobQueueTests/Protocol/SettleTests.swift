import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// The protocol of docs/queue.md, "Settling".
@Suite struct SettleTests {
  @Test func `effects of two workers with the same attempt are there once`() async throws {
    try await withQueue { queue in
      _ = try await queue.rows("create table effect (seq bigint)")
      try await queue.enqueue(1)
      let batch = queue.newBatch(try await queue.joinWorker())
      let seqs = try await queue.claim(batch)
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<6 {
          group.addTask {
            do {
              try await queue.pool.withTransaction { transaction in
                try await queue.settle(batch, seqs, in: transaction)
                try await transaction.execute(Statement("effect", "insert into effect values ($1)"), seqs[0])
              }
              return true
            } catch {
              return false
            }
          }
        }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(outcomes.filter(\.self).count == 1)
      #expect(try await queue.number("select count(*) from effect") == 1)
    }
  }

  @Test func `a worker whose generation was emptied may not commit`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(1)
      let batch = queue.newBatch(try await queue.joinWorker())
      let seqs = try await queue.claim(batch)
      _ = try await queue.rows("truncate job_queue.entry_0, job_queue.outcome_0")
      await #expect { try await queue.settle(batch, seqs, in: queue.pool) } throws: {
        ($0 as? PostgresError)?.sqlState == .generationEmptied
      }
    }
  }

  @Test func `settling twice says so, and tells whose the first was`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(2)
      let batch = queue.newBatch(try await queue.joinWorker())
      let seqs = try await queue.claim(batch)
      try await queue.settle(batch, [seqs[0]], in: queue.pool)
      await #expect { try await queue.settle(batch, seqs, in: queue.pool) } throws: {
        Mishap($0) == .settledBefore
      }
      let look = "select seq, result::text, by_batch from job_queue.settled($1, $2, 0::smallint, $3)"
      let settled = try await queue.rows(look, batch.worker, batch.number, seqs)
      #expect(settled.count == 1)
      #expect(try settled[0].decode(Int64.self, at: 0) == seqs[0])
      #expect(try settled[0].decode(String.self, at: 1) == "done")
      #expect(try settled[0].decode(Bool.self, at: 2))
      let others = try await queue.rows(look, batch.worker, batch.number + 1, seqs)
      #expect(try others[0].decode(Bool.self, at: 2) == false)
    }
  }

  @Test func `a retry keeps the job's number and counts, a snooze does not count`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let job = try await JobQueue.enqueue([NewJob(Work(number: 1), band: 0)], in: queue.pool)[0].job
      for (result, attempt) in [("retry", 2), ("snoozed", 2), ("handed_back", 2), ("retry", 3)] {
        let batch = queue.newBatch(worker)
        let seqs = try await queue.claim(batch)
        try await queue.pool.execute(
          Statement(
            "postpone",
            "select job_queue.postpone($1, $2, 0::smallint, $3, $4::text::job_queue.result, '0', now(), $5)"),
          batch.worker, batch.number, seqs[0], result, result == "retry" ? "it failed" : String?.none)
        #expect(
          try await queue.number("select promoted from job_queue.promote('server', '-infinity', 10)") == 1)
        let entry = try await queue.rows(
          "select origin, attempt, lane from job_queue.entry order by seq desc limit 1")[0]
        #expect(try entry.decode(Int64.self, "origin") == job)
        #expect(try entry.decode(Int16.self, "attempt") == Int16(attempt))
      }
      #expect(try await queue.number("select count(*) from job_queue.failure where job = $1", job) == 2)
    }
  }

  @Test func `a dead letter keeps what is needed to run it again`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let job = try await JobQueue.enqueue(Work(number: 7), in: queue.pool)
      let batch = queue.newBatch(worker)
      let seqs = try await queue.claim(batch)
      _ = try await queue.rows(
        "select job_queue.bury($1, $2, 0::smallint, $3, now(), 'no use')", batch.worker, batch.number, seqs[0]
      )
      let letter = try await queue.rows(
        "select kind, arguments, reason from job_queue.dead_letter where job = $1", job)[0]
      #expect(try letter.decode(String.self, "reason") == "no use")
      #expect(try await queue.rows("select job_queue.revive($1)", job)[0].decode(Bool.self, at: 0))
      #expect(try await queue.rows("select job_queue.revive($1)", job)[0].decode(Bool.self, at: 0) == false)
      _ = try await queue.rows("select job_queue.promote('server', '-infinity', 10)")
      let again = try await queue.rows(
        "select job, attempt, arguments from job_queue.claim($1, $2, '{work}', 9)", worker,
        queue.newBatch(worker).number)[0]
      #expect(try again.decode(Int64.self, "job") == job)
      #expect(try again.decode(Int16.self, "attempt") == 1)
      #expect(try again.decode(JSONText.self, "arguments").rawValue.contains("7"))
    }
  }
}
