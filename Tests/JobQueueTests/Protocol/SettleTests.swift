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
      let token = UUID()
      let seqs = try await queue.claim(try await queue.joinWorker(), token: token)
      let outcomes = await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<6 {
          group.addTask {
            do {
              try await queue.pool.withTransaction { transaction in
                try await queue.settle(token, seqs, in: transaction)
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

  @Test func `a worker whose claim is gone may not commit`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(1)
      let token = UUID()
      let seqs = try await queue.claim(try await queue.joinWorker(), token: token)
      _ = try await queue.rows("delete from job_queue.claim")
      await #expect { try await queue.settle(token, seqs, in: queue.pool) } throws: {
        ($0 as? PostgresError)?.sqlState.rawValue == "JQ001"
      }
    }
  }

  @Test func `settling twice says so, and tells whose the first was`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(2)
      let token = UUID()
      let seqs = try await queue.claim(try await queue.joinWorker(), token: token)
      try await queue.settle(token, [seqs[0]], in: queue.pool)
      await #expect { try await queue.settle(token, seqs, in: queue.pool) } throws: {
        ($0 as? PostgresError)?.sqlState.rawValue == "JQ002"
      }
      let settled = try await queue.rows(
        "select seq, by_token from job_queue.settled($1, 1, $2)", token, seqs)
      #expect(settled.count == 1)
      #expect(try settled[0].decode(Int64.self, "seq") == seqs[0])
      #expect(try settled[0].decode(Bool.self, "by_token"))
      let others = try await queue.rows("select by_token from job_queue.settled($1, 1, $2)", UUID(), seqs)
      #expect(try others[0].decode(Bool.self, at: 0) == false)
    }
  }

  @Test func `a retry keeps the job's number and counts, a snooze does not count`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let job = try await JobQueue.enqueue([NewJob(Work(number: 1), band: 0)], in: queue.pool)[0]
      for (result, attempt) in [("retry", 2), ("snoozed", 2), ("handed_back", 2), ("retry", 3)] {
        let token = UUID()
        let seqs = try await queue.claim(worker, token: token)
        try await queue.pool.execute(
          Statement(
            "postpone", "select job_queue.postpone($1, 1, $2, $3::text::job_queue.result, '0', now(), $4, $5)"
          ),
          token, seqs[0], result, worker, result == "retry" ? "it failed" : String?.none)
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
      let token = UUID()
      let seqs = try await queue.claim(worker, token: token)
      _ = try await queue.rows(
        "select job_queue.bury($1, 1, $2, now(), $3, 'no use')", token, seqs[0], worker)
      let letter = try await queue.rows(
        "select kind, arguments, reason from job_queue.dead_letter where job = $1", job)[0]
      #expect(try letter.decode(String.self, "reason") == "no use")
      #expect(try await queue.rows("select job_queue.revive($1)", job)[0].decode(Bool.self, at: 0))
      #expect(try await queue.rows("select job_queue.revive($1)", job)[0].decode(Bool.self, at: 0) == false)
      _ = try await queue.rows("select job_queue.promote('server', '-infinity', 10)")
      let again = try await queue.rows(
        "select job, attempt, arguments from job_queue.claim($1, $2, '{work}', 9)", worker, UUID())[0]
      #expect(try again.decode(Int64.self, "job") == job)
      #expect(try again.decode(Int16.self, "attempt") == 1)
      #expect(try again.decode(JSONText.self, "arguments").rawValue.contains("7"))
    }
  }
}
