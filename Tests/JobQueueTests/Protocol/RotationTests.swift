import Foundation
import LibPQ
import Logging
import Testing

@testable import JobQueue

/// The protocol of docs/queue.md, "Rotation".
@Suite struct RotationTests {
  private let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// As if the current generation's slice were over.
  @discardableResult
  private func rotate(_ queue: QueueDatabase) async throws -> Bool {
    _ = try await queue.rows("update job_queue.generation set opened_at = opened_at - interval '1 day'")
    return try await Rotator(
      pool: queue.pool, policy: RotationPolicy(slice: .seconds(3600)), interval: .zero, logger: quiet,
      tries: 1
    ).rotate()
  }

  private func settleAll(_ queue: QueueDatabase, _ worker: Int32) async throws -> [Int64] {
    var settled: [Int64] = []
    while case let batch = queue.newBatch(worker), case let seqs = try await queue.claim(batch), !seqs.isEmpty
    {
      try await queue.settle(batch, seqs, in: queue.pool)
      settled += seqs
      try await queue.beat(worker)
    }
    return settled
  }

  private func current(_ queue: QueueDatabase) async throws -> Int {
    try await queue.number("select last_value from job_queue.current_generation")
  }

  @Test func `round the ring twice: every job is claimed once, and the past is gone after three slices`()
    async throws
  {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      var seqs: Set<Int64> = []
      for round in 1...9 {
        try await queue.enqueue(10)
        let settled = try await settleAll(queue, worker)
        #expect(settled.count == 10 && seqs.isDisjoint(with: settled))
        seqs.formUnion(settled)
        #expect(try await rotate(queue))
        #expect(try await current(queue) == round % 4)
        #expect(try await queue.number("select count(*) from job_queue.entry") == min(round, 3) * 10)
        #expect(
          try await queue.number("select count(*) from job_queue.outcome") == min(round, 3) * 10)
      }
      #expect(try await queue.number("select count(*) from job_queue.claim") < 20, "and so are their claims")
    }
  }

  @Test func `within its slice a generation stays, unless it is full`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(11)
      func rotate(entries: Int64) async throws -> Bool {
        try await Rotator(
          pool: queue.pool, policy: RotationPolicy(slice: .seconds(3600), entries: entries), interval: .zero,
          logger: quiet
        ).rotate()
      }
      #expect(try await rotate(entries: 100) == false)
      #expect(try await rotate(entries: 10))
    }
  }

  @Test func `a job that still waits is moved, keeps its number, and runs once`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let job = try await JobQueue.enqueue(Work(number: 1), in: queue.pool)
      _ = try await JobQueue.pause("work", in: queue.pool)
      for _ in 1...4 { #expect(try await rotate(queue)) }
      let entry = try await queue.rows("select origin, generation from job_queue.entry")
      #expect(entry.count == 1)
      #expect(try entry[0].decode(Int64.self, "origin") == job)
      _ = try await JobQueue.resume("work", in: queue.pool)
      #expect(try await settleAll(queue, worker).count == 1)
    }
  }

  @Test func `what was moved and is still there is not claimed`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(3)
      #expect(try await rotate(queue))
      let swept = try await queue.rows(
        "select moved, running from job_queue.sweep_generation(0::smallint, 0, 100)")[0]
      #expect(try swept.decode(Int32.self, "moved") == 3)
      let seqs = try await settleAll(queue, worker)
      #expect(seqs.count == 3)
      #expect(
        try await queue.number(
          "select count(*) from job_queue.entry where generation = 1 and origin is not null") == 3)
      #expect(try await queue.number("select count(*) from job_queue.lanes_with_work('{work}')") == 0)
    }
  }

  @Test func `a running job holds its generation, and what a lost worker left does not`() async throws {
    try await withQueue { queue in
      let (worker, lost) = (try await queue.joinWorker(), try await queue.joinWorker())
      try await queue.enqueue(2)
      let batch = queue.newBatch(worker)
      let seqs = try await queue.claim(batch, limit: 1)
      #expect(try await queue.claim(lost).count == 1)
      _ = try await queue.rows("delete from job_queue.worker where worker_id = $1", lost)
      for _ in 1...3 { #expect(try await rotate(queue)) }
      #expect(try await rotate(queue) == false)
      try await queue.settle(batch, seqs, in: queue.pool)
      #expect(try await rotate(queue))
      #expect(try await settleAll(queue, worker).count == 1, "the lost one's, as a new attempt")
    }
  }

  @Test func `a worker that slept through the ring commits nothing`() async throws {
    try await withQueue { queue in
      let (zombie, heir) = (try await queue.joinWorker(), try await queue.joinWorker())
      try await queue.enqueue(1)
      let batch = queue.newBatch(zombie)
      let seqs = try await queue.claim(batch)
      _ = try await queue.rows(
        "insert into job_queue.reclaim (generation, seq, round, deaths, place, worker, number) values (0, $1, 1, 1, 1, $2, 1)",
        seqs[0], heir)
      try await queue.settle(BatchNumber(worker: heir, number: 1), seqs, in: queue.pool)
      for _ in 1...5 {
        try await queue.enqueue(1)
        _ = try await settleAll(queue, heir)
        #expect(try await rotate(queue))
      }
      await #expect {
        try await queue.pool.execute(
          Statement("settle_late", "select job_queue.settle($1, $2, 0::smallint, $3, 'done', now())"),
          batch.worker, batch.number, seqs)
      } throws: {
        ($0 as? PostgresError)?.sqlState == .generationEmptied
      }
    }
  }

  @Test func `an open settlement keeps its generation, and nobody waits for it`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(1)
      let batch = queue.newBatch(worker)
      let seqs = try await queue.claim(batch)
      for _ in 1...3 { #expect(try await rotate(queue)) }
      try await queue.pool.withTransaction { transaction in
        try await queue.settle(batch, seqs, in: transaction)
        let reason = try await queue.rows(
          "select job_queue.empty_generation(0::smallint, pg_current_snapshot())")[0]
        #expect(try reason.decode(String?.self, at: 0) == "a transaction has it in use")
      }
      #expect(try await rotate(queue))
    }
  }

  @Test func `what commits into a generation after its sweep is found before it is emptied`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let swept = try await queue.pool.withTransaction { late in
        try await JobQueue.enqueue(Work(number: 1), in: late)
        for _ in 1...3 { #expect(try await rotate(queue)) }
        let snapshot = try await queue.rows("select pg_current_snapshot()::text")[0].decode(
          String.self, at: 0)
        _ = try await queue.rows("select * from job_queue.sweep_generation(0::smallint, 0, 100)")
        return snapshot
      }
      let reason = try await queue.rows(
        "select job_queue.empty_generation(0::smallint, $1::text::pg_snapshot)", swept)[0]
      #expect(try reason.decode(String?.self, at: 0) == "something was written into it after it was swept")
      #expect(try await settleAll(queue, worker).count == 1)
      #expect(try await rotate(queue))
    }
  }

  @Test func `a window across a rotation is read in batches of one generation`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(5)
      #expect(try await rotate(queue))
      try await queue.enqueue(7)
      let generations = try await queue.rows(
        "select generation, count(*) over () from job_queue.claim($1, $2, '{work}', 100)", worker,
        queue.newBatch(worker).number)
      #expect(try Set(generations.map { try $0.decode(Int16.self, at: 0) }) == [0])
      var counts: [Int] = [generations.count]
      while case let seqs = try await queue.claim(worker), !seqs.isEmpty { counts.append(seqs.count) }
      #expect(counts.reduce(0, +) == 12)
    }
  }

  @Test func `a claim that its worker still names is not purged, nor a lane's newest`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(3)
      var batches: [BatchNumber] = []
      for _ in 0..<3 {
        batches.append(queue.newBatch(worker))
        try await queue.settle(batches.last!, try await queue.claim(batches.last!, limit: 1), in: queue.pool)
      }
      try await queue.beat(worker, held: [batches[0]])
      for _ in 1...4 { #expect(try await rotate(queue)) }
      let left = try await queue.rows("select number from job_queue.claim order by number")
      #expect(try left.map { try $0.decode(Int64.self, at: 0) } == [batches[0].number, batches[2].number])
      await #expect {
        _ = try await queue.claim(batches[1])
      } throws: {
        ($0 as? PostgresError)?.sqlState == .numberOver
      }
    }
  }
}
