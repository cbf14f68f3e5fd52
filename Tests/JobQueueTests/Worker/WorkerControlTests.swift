import Foundation
import LibPQ
import Logging
import Synchronization
import Testing

@testable import JobQueue

/// What can be done to a running worker from outside, and what is around its handlers.
@Suite struct WorkerControlTests {
  private static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  private func worker(
    _ queue: QueueDatabase, _ handlers: [any JobHandler], middleware: [any JobMiddleware] = [],
    configure: (inout WorkerConfiguration) -> Void = { _ in }
  ) -> Worker {
    var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
    configuration.untilIdle = true
    configuration.pollInterval = .milliseconds(20)
    configuration.promotionInterval = .milliseconds(20)
    configure(&configuration)
    return Worker(
      pool: queue.pool, configuration: configuration, handlers: handlers, middleware: middleware,
      logger: Self.quiet)
  }

  @Test func `a running job that is cancelled sees it at once, and the others of its batch are done`()
    async throws
  {
    try await withQueue { queue in
      try await queue.enqueue(10)
      let (started, signal) = AsyncStream<Int64>.makeStream()
      let sawCancellation = Atomic(false)
      let handler = EachJob(Work.self) { job, _ in
        guard job.arguments.number == 4 else { return }
        signal.yield(job.id)
        do {
          try await Task.sleep(for: .seconds(3600))
        } catch {
          sawCancellation.store(true, ordering: .relaxed)
          throw error
        }
      }
      // The notification is enough: no beat comes within ten minutes.
      let worker = worker(queue, [handler]) { $0.lease = .seconds(3600) }
      async let ran: Void = worker.run()
      for await job in started {
        // EachJob runs in the transaction that has settled the job.
        #expect(try await JobQueue.cancel(job, in: queue.pool) == .cancelling)
        break
      }
      try await ran
      let saw = sawCancellation.load(ordering: .relaxed)
      #expect(saw)
      #expect(worker.statistics.done == 9)
      #expect(
        try await queue.number("select count(*) from job_queue.outcome where result = 'cancelled'") == 1)
      #expect(try await queue.number("select count(*) from job_queue.failure") == 0, "it has not failed")
    }
  }

  @Test func `a handler that takes too long is stopped, and only the slow job fails`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(4)
      let policy = RetryPolicy(attempts: 1)
      let handler = EachJob(Work.self, retryPolicy: policy, timeout: .milliseconds(200)) { job, _ in
        if job.arguments.number == 2 { try await Task.sleep(for: .seconds(3600)) }
      }
      let worker = worker(queue, [handler])
      try await worker.run()
      #expect(worker.statistics.done == 3 && worker.statistics.dead == 1)
      let reason = try await queue.rows("select reason from job_queue.dead_letter")[0].decode(
        String.self, at: 0)
      #expect(reason.contains("took longer than 0.2 seconds"))
    }
  }

  @Test func `middleware is around every batch, the first one outermost`() async throws {
    final class Journal: Sendable {
      let lines = Mutex<[String]>([])
      func write(_ line: String) { lines.withLock { $0.append(line) } }
    }
    struct Noting: JobMiddleware {
      let name: String
      let journal: Journal
      func run(_ batch: JobBatch, _ next: @Sendable () async throws -> Void) async throws {
        journal.write("\(name) \(batch.kind) \(batch.jobs.count)")
        try await next()
        journal.write("\(name) settled")
      }
    }
    try await withQueue { queue in
      try await queue.enqueue(3)
      let journal = Journal()
      let handler = EachJob(Work.self) { _, _ in journal.write("job") }
      try await worker(
        queue, [handler],
        middleware: [Noting(name: "a", journal: journal), Noting(name: "b", journal: journal)]
      ).run()
      #expect(
        journal.lines.withLock { $0 }
          == ["a work 3", "b work 3", "job", "job", "job", "b settled", "a settled"])
    }
  }

  @Test func `middleware that throws fails the batch like a handler`() async throws {
    struct Broken: JobMiddleware {
      struct CircuitOpen: Error {}
      func run(_ batch: JobBatch, _ next: @Sendable () async throws -> Void) async throws {
        throw CircuitOpen()
      }
    }
    try await withQueue { queue in
      try await queue.enqueue(2)
      let worker = worker(
        queue, [EachJob(Work.self, retryPolicy: RetryPolicy(attempts: 1)) { _, _ in }], middleware: [Broken()]
      )
      try await worker.run()
      #expect(worker.statistics.dead == 2 && worker.statistics.done == 0)
    }
  }

  @Test func `a trace goes through the job into those that it enqueues`() async throws {
    try await withQueue { queue in
      let trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      try await JobQueue.enqueue([NewJob(Work(number: 1), trace: trace)], in: queue.pool)
      let seen = Mutex<[String?]>([])
      let handler = EachJob(Work.self) { job, transaction in
        seen.withLock { $0.append(job.trace) }
        if job.arguments.number == 1 { try await JobQueue.enqueue(Work(number: 2), in: transaction) }
      }
      try await worker(queue, [handler]).run()
      #expect(seen.withLock { $0 } == [trace, trace])
    }
  }

  @Test func `progress of a long job goes out with the beats`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(1)
      let (reported, signal) = AsyncStream<Void>.makeStream()
      let (released, release) = AsyncStream<Void>.makeStream()
      let handler = EachJob(Work.self) { job, _ in
        job.report(.nan, "page\0 40 of 100")  // which JSON has no word for, and PostgreSQL no letter
        signal.yield()
        for await _ in released { break }
      }
      let worker = worker(queue, [handler]) { $0.lease = .milliseconds(600) }
      async let ran: Void = worker.run()
      for await _ in reported { break }
      let look = "select count(*) from job_queue.worker where progress->'1'->>'note' = 'page 40 of 100'"
      while try await queue.number(look) == 0 { await Task.yield() }
      release.finish()
      try await ran
      #expect(try await queue.number("select count(*) from job_queue.worker where progress <> '{}'") == 0)
    }
  }

  @Test func `several workers together keep to a limit, and everything is done`() async throws {
    try await withQueue { queue in
      try await JobQueue.limit(Work.self, to: .running(2), in: queue.pool)
      try await JobQueue.limit(Work.self, to: .running(1), eachKey: true, in: queue.pool)
      let jobs = (0..<60).map { NewJob(Work(number: $0), limitKey: "\($0 % 5)") }
      try await JobQueue.enqueue(jobs, in: queue.pool)
      let running = Mutex<(now: [Int: Int], most: Int, mostOfKey: Int)>(([:], 0, 0))
      let handler = EachJob(Work.self) { job, _ in
        let key = job.arguments.number % 5
        running.withLock {
          $0.now[key, default: 0] += 1
          $0.most = max($0.most, $0.now.values.reduce(0, +))
          $0.mostOfKey = max($0.mostOfKey, $0.now[key] ?? 0)
        }
        await Task.yield()
        running.withLock { $0.now[key]? -= 1 }
      }
      try await withThrowingTaskGroup { group in
        for _ in 0..<3 { group.addTask { try await worker(queue, [handler]).run() } }
        try await group.waitForAll()
      }
      #expect(running.withLock { $0.most } <= 2)
      #expect(running.withLock { $0.mostOfKey } == 1)
      #expect(try await queue.number("select count(*) from job_queue.outcome where result = 'done'") == 60)
      #expect(try await queue.number("select count(*) from job_queue.later") == 0)
    }
  }

  @Test func `generations rotate under a running worker, and every effect is there once`() async throws {
    try await withQueue { queue in
      _ = try await queue.rows("create table effect (number bigint)")
      let handler = EachJob(Work.self, retryPolicy: RetryPolicy(base: .milliseconds(1))) { job, transaction in
        struct Again: Error {}
        if job.arguments.number % 40 == 0, job.attempt == 1 { throw Again() }
        try await transaction.execute(
          Statement("effect", "insert into effect values ($1)"), job.arguments.number)
      }
      let worker = worker(queue, [handler]) {
        $0.untilIdle = false
        // The rotator looks once a lease.
        $0.lease = .milliseconds(300)
        $0.rotation = RotationPolicy(slice: .milliseconds(1))
      }
      async let ran: Void = worker.run()
      var enqueued = 0
      while try await queue.number("select count(*) from job_queue.generation where opened_at is null") == 3
        || enqueued < 2000
      {
        try await JobQueue.enqueue(
          (enqueued..<enqueued + 100).map { NewJob(Work(number: $0)) }, in: queue.pool)
        enqueued += 100
      }
      while try await queue.number("select count(*) from effect") < enqueued { await Task.yield() }
      worker.shutDown()
      try await ran
      #expect(try await queue.number("select count(*) from effect") == enqueued)
      #expect(try await queue.number("select count(distinct number) from effect") == enqueued)
    }
  }
}
