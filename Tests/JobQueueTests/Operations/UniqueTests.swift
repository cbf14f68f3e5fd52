import Foundation
import LibPQ
import Testing

@testable import JobQueue

@Suite struct UniqueTests {
  private func enqueue(
    _ queue: QueueDatabase, _ key: String, _ hold: UniqueKey.Hold = .untilEnd
  ) async throws -> EnqueuedJob {
    try await JobQueue.enqueue(
      [NewJob(Work(number: 1), uniqueKey: UniqueKey(key, hold: hold))], in: queue.pool)[0]
  }

  private func settle(_ queue: QueueDatabase) async throws {
    let worker = try await queue.joinWorker()
    let batch = queue.newBatch(worker)
    let attempts = try await queue.pool.execute(
      .claim, batch.worker, batch.number, ["work"], Int32(9)
    ).map(ClaimedAttempt.init)
    let settling = Settling(
      batch: batch, retryPolicy: .standard, elapsed: { .zero }, random: { 0 })
    try await queue.pool.withTransaction {
      _ = try await $0.executeUnit(settling.statements(for: attempts, attempts.map { _ in .done }))
    }
  }

  @Test func `while one holds the key nothing is enqueued, and its number is told`() async throws {
    try await withQueue { queue in
      let first = try await enqueue(queue, "a")
      #expect(first.isNew)
      #expect(try await enqueue(queue, "a") == EnqueuedJob(job: first.job, isNew: false))
      #expect(try await enqueue(queue, "b").isNew)
      #expect(try await queue.number("select count(*) from job_queue.entry") == 2)
      try await settle(queue)
      #expect(try await enqueue(queue, "a").isNew)
    }
  }

  @Test func `twice in one call`() async throws {
    try await withQueue { queue in
      let jobs = try await JobQueue.enqueue(
        ["x", "x", nil, nil].map { NewJob(Work(number: 1), uniqueKey: $0.map { UniqueKey($0) }) },
        in: queue.pool)
      #expect(jobs.map(\.isNew) == [true, false, true, true])
      #expect(jobs[1].job == jobs[0].job)
      #expect(try await queue.number("select count(*) from job_queue.entry") == 3)
    }
  }

  @Test func `when the first one rolls back the second, which waited for it, has the key`() async throws {
    try await withQueue { queue in
      struct Undo: Error {}
      var second: Task<EnqueuedJob, any Error>?
      do {
        try await queue.pool.withTransaction { transaction in
          try await JobQueue.enqueue([NewJob(Work(number: 1), uniqueKey: UniqueKey("a"))], in: transaction)
          // On a connection of its own: it waits, and the next look must not wait behind it.
          second = Task {
            try await queue.pool.withTransaction {
              try await JobQueue.enqueue([NewJob(Work(number: 1), uniqueKey: UniqueKey("a"))], in: $0)[0]
            }
          }
          // It waits for this transaction: the server says so.
          while try await queue.number(
            "select count(*) from pg_locks where not granted and locktype = 'transactionid'") == 0
          {
            await Task.yield()
          }
          throw Undo()
        }
      } catch is Undo {}
      let enqueued = try await second?.value
      #expect(enqueued?.isNew == true)
      #expect(try await queue.number("select count(*) from job_queue.entry") == 1)
    }
  }

  @Test func `two transactions with the same keys in another order do not deadlock`() async throws {
    try await withQueue { queue in
      let keys = (0..<50).map { UniqueKey("\($0)") }
      let new = try await withThrowingTaskGroup(of: Int.self) { group in
        for order in [keys, keys.reversed(), keys.shuffled()] {
          group.addTask {
            try await queue.pool.withTransaction { transaction in
              try await JobQueue.enqueue(
                order.map { NewJob(Work(number: 1), uniqueKey: $0) }, in: transaction
              ).filter(\.isNew).count
            }
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(new == 50)
    }
  }

  @Test func `a key for a time is free when that is over, whatever the job does`() async throws {
    try await withQueue { queue in
      let first = try await enqueue(queue, "a", .lasting(.seconds(60)))
      try await settle(queue)
      #expect(try await enqueue(queue, "a", .lasting(.seconds(60))).job == first.job)
      _ = try await queue.rows("update job_queue.unique_key set expires_at = now() - interval '1 s'")
      #expect(try await enqueue(queue, "a", .lasting(.seconds(60))).isNew)
      _ = try await queue.rows("update job_queue.unique_key set expires_at = now() - interval '1 s'")
      _ = try await queue.rows("select job_queue.tidy('1 day')")
      #expect(try await queue.number("select count(*) from job_queue.unique_key") == 0)
    }
  }

  @Test func `the dead and the cancelled give their keys back`() async throws {
    try await withQueue { queue in
      let first = try await enqueue(queue, "a")
      #expect(try await JobQueue.cancel(first.job, in: queue.pool) == .cancelled)
      let second = try await enqueue(queue, "a")
      #expect(second.isNew)
      let batch = queue.newBatch(try await queue.joinWorker())
      let seqs = try await queue.claim(batch)
      _ = try await queue.rows(
        "select job_queue.bury($1, $2, 0::smallint, $3, now(), 'x')", batch.worker, batch.number, seqs[0])
      #expect(try await enqueue(queue, "a").isNew)
    }
  }
}
