import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// The functions of limits; that workers keep to them is in WorkerControlTests.
@Suite struct LimitTests {
  private func enqueue(_ queue: QueueDatabase, _ keys: [String?]) async throws -> [Int64] {
    try await JobQueue.enqueue(keys.map { NewJob(Work(number: 1), limitKey: $0) }, in: queue.pool).map(\.job)
  }

  /// Claims everything and asks for permits.
  private func admit(
    _ queue: QueueDatabase, _ batch: BatchNumber
  ) async throws -> [Int64] {
    let rows = try await queue.rows(
      "select seq, is_limited from job_queue.claim($1, $2, '{work}', 100)", batch.worker, batch.number)
    #expect(try rows.allSatisfy { try $0.decode(Bool.self, "is_limited") })
    guard !rows.isEmpty else { return [] }
    return try await queue.pool.execute(
      .admit, batch.worker, batch.number, Int16(0), "work", try rows.map { try $0.decode(Int64.self, "seq") }
    )
    .map { try $0.decode(Int64.self, at: 0) }.sorted()
  }

  private func jobs(_ queue: QueueDatabase, _ seqs: [Int64]) async throws -> [Int64] {
    try await queue.rows(
      "select coalesce(origin, seq) from job_queue.entry where seq = any ($1) order by 1", seqs
    )
    .map { try $0.decode(at: 0) }
  }

  @Test func `so many at once, the rest is parked, and goes on in order as places become free`() async throws
  {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .running(2), in: queue.pool)
      let worker = try await queue.joinWorker()
      let all = try await enqueue(queue, [nil, nil, nil, nil, nil])
      let first = queue.newBatch(worker)
      let running = try await admit(queue, first)
      #expect(try await jobs(queue, running) == Array(all[..<2]))
      #expect(
        try await queue.number("select count(*) from job_queue.later where timeline = 'limit:work:'") == 3)
      #expect(try await queue.number("select job_queue.unpark('work')") == 0)
      try await queue.settle(first, [running[0]], in: queue.pool)
      #expect(try await queue.number("select job_queue.unpark('work')") == 1)
      let second = queue.newBatch(worker)
      #expect(try await jobs(queue, try await admit(queue, second)) == [all[2]])
      #expect(try await queue.number("select sum(parked)::bigint from job_queue.depth()") == 2)
    }
  }

  @Test func `each key by itself, and all of them together`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .running(1), eachKey: true, in: queue.pool)
      try await JobQueue.limit(Work.self, to: .running(3), in: queue.pool)
      let worker = try await queue.joinWorker()
      let all = try await enqueue(queue, ["a", "a", "b", "b", "c", nil, nil])
      let batch = queue.newBatch(worker)
      let running = try await admit(queue, batch)
      #expect(try await jobs(queue, running) == [all[0], all[2], all[4]])
      try await queue.settle(batch, [running[2]], in: queue.pool)
      #expect(try await queue.number("select job_queue.unpark('work')") == 1)
      let next = try await admit(queue, queue.newBatch(worker))
      #expect(
        try await jobs(queue, next) == [all[5]], "a and b are taken; jobs without a key count for all only")
    }
  }

  @Test func `so many in a period, counted from when each began`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .starts(2, per: .seconds(60)), in: queue.pool)
      let worker = try await queue.joinWorker()
      _ = try await enqueue(queue, [nil, nil, nil])
      let batch = queue.newBatch(worker)
      let running = try await admit(queue, batch)
      #expect(running.count == 2)
      try await queue.settle(batch, running, in: queue.pool)
      #expect(
        try await queue.number("select job_queue.unpark('work')") == 0, "they ended, but they were begun")
      _ = try await queue.rows(
        "update job_queue.permit set taken_at = taken_at - interval '61 s' where seq = $1", running[0])
      #expect(try await queue.number("select job_queue.unpark('work')") == 1)
      #expect(
        try await queue.number("select count(*) from job_queue.permit") == 2, "what counts no more is cleared"
      )
    }
  }

  @Test func `nobody overtakes those who wait, and whoever has a permit keeps it`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .running(1), in: queue.pool)
      let worker = try await queue.joinWorker()
      let all = try await enqueue(queue, [nil, nil])
      let first = queue.newBatch(worker)
      let running = try await admit(queue, first)
      try await queue.settle(first, running, in: queue.pool)
      // The place is free, but the second is parked: a newcomer waits behind it.
      let newcomer = try await enqueue(queue, [nil])
      let second = queue.newBatch(worker)
      #expect(try await admit(queue, second) == [])
      let third = queue.newBatch(worker)
      let next = try await admit(queue, third)
      #expect(try await jobs(queue, next) == [all[1]])
      let again = try await queue.pool.execute(.admit, third.worker, third.number, Int16(0), "work", next)
      #expect(again.count == 1)
      try await queue.settle(third, next, in: queue.pool)
      #expect(try await queue.number("select job_queue.unpark('work')") == 1)
      #expect(try await jobs(queue, try await admit(queue, queue.newBatch(worker))) == newcomer)
    }
  }

  @Test func `without the limit all of them go at once`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .running(1), in: queue.pool)
      let worker = try await queue.joinWorker()
      _ = try await enqueue(queue, [nil, "a", "b"])
      _ = try await admit(queue, queue.newBatch(worker))
      try await JobQueue.limit(Work.self, to: nil, in: queue.pool)
      #expect(try await queue.claim(worker).count == 2)
    }
  }

  @Test func `an idle look at the limits takes no transaction id`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .running(1), in: queue.pool)
      try await queue.pool.withTransaction { transaction in
        try await transaction.execute(.unparkDue)
        let row = try await transaction.execute(
          Statement("test", "select pg_current_xact_id_if_assigned() is null"))[0]
        #expect(try row.decode(Bool.self, at: 0))
      }
    }
  }
}
