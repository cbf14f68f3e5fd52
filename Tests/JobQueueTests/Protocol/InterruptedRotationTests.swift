import LibPQ
import Logging
import Testing

@testable import JobQueue

/// What a rotation leaves behind when it is cut off, and what outlives the generation that it empties.
@Suite struct InterruptedRotationTests {
  private func rotator(_ queue: QueueDatabase) -> Rotator {
    Rotator(
      pool: queue.pool, policy: RotationPolicy(), interval: .seconds(1), logger: Logger(label: "test"))
  }

  @Test func `a generation whose opening was cut off is opened by the next who looks`() async throws {
    try await withQueue { queue in
      await #expect(throws: CancellationError.self) {
        try await queue.pool.withTransaction { transaction in
          try await transaction.execute(Statement("open", "select job_queue.open_generation(1::smallint)"))
          // The sequence has moved on, and does not come back.
          throw CancellationError()
        }
      }
      try await queue.enqueue(1)
      #expect(try await rotator(queue).rotate())
      #expect(
        try await queue.number(
          "select generation::bigint from job_queue.generation where generation > 0 and opened_at is not null"
        )
          == 1)
      #expect(try await !rotator(queue).rotate(), "its slice is not over")
      #expect(try await queue.claim(try await queue.joinWorker()).count == 1)
    }
  }

  @Test func `a start counts while its period lasts, also when its generation was emptied`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .starts(2, per: .seconds(3600)), in: queue.pool)
      let worker = try await queue.joinWorker()
      try await queue.enqueue(2)
      let first = queue.newBatch(worker)
      let seqs = try await queue.claim(first)
      #expect(try await admit(queue, first, seqs).count == 2)
      try await queue.settle(first, seqs, in: queue.pool)
      try await queue.beat(worker)
      for _ in 0..<4 {
        _ = try await queue.rows("update job_queue.generation set opened_at = opened_at - interval '2 days'")
        #expect(try await rotator(queue).rotate())
      }
      #expect(try await queue.number("select count(*) from job_queue.outcome") == 0, "it was emptied")

      try await queue.enqueue(1)
      let second = queue.newBatch(worker)
      #expect(try await admit(queue, second, try await queue.claim(second)) == [])
      _ = try await queue.rows("update job_queue.permit set taken_at = taken_at - interval '2 hours'")
      #expect(try await queue.number("select job_queue.unpark('work')::bigint") == 1)
    }
  }

  private func admit(_ queue: QueueDatabase, _ batch: BatchNumber, _ seqs: [Int64]) async throws -> [Int64] {
    try await queue.rows(
      """
      select admit from job_queue.admit($1, $2,
        (select generation from job_queue.entry where seq = any ($3) limit 1), 'work', $3)
      """, batch.worker, batch.number, seqs
    ).map { try $0.decode(at: 0) }
  }
}
