import Foundation
import LibPQ
import Logging
import Synchronization
import Testing

@testable import JobQueue

/// The worker on a real server, with handlers that write what they did into a table.
@Suite struct WorkerTests {
  private static let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
  private static let effect = Statement("effect", "insert into effect (number) values ($1)")

  /// Runs a worker until the queue is idle.
  @discardableResult
  private func work(
    _ queue: QueueDatabase, _ handlers: [any JobHandler],
    configure: (inout WorkerConfiguration) -> Void = { _ in }
  ) async throws -> WorkerStatistics {
    var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
    configuration.untilIdle = true
    configuration.pollInterval = .milliseconds(20)
    configuration.promotionInterval = .milliseconds(20)
    configure(&configuration)
    let worker = Worker(
      pool: queue.pool, configuration: configuration, handlers: handlers, logger: Self.quiet)
    try await worker.run()
    return worker.statistics
  }

  private func withEffects(_ body: (QueueDatabase) async throws -> Void) async throws {
    try await withQueue { queue in
      _ = try await queue.rows(
        "create table effect (number bigint, at timestamptz default clock_timestamp())")
      try await body(queue)
    }
  }

  private static let writing = EachJob(Work.self) { job, transaction in
    try await transaction.execute(effect, job.arguments.number)
  }

  @Test func `every job's effect is there once, with several workers`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(1000)
      try await withThrowingTaskGroup { group in
        for _ in 0..<3 { group.addTask { _ = try await work(queue, [Self.writing]) } }
        try await group.waitForAll()
      }
      #expect(try await queue.number("select count(*) from effect") == 1000)
      #expect(try await queue.number("select count(distinct number) from effect") == 1000)
      #expect(try await queue.expectAllSettledOnce(1000))
    }
  }

  @Test func `a poisonous job fails alone, and the ninety-nine others are done`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(100)
      let handler = EachJob(Work.self, retryPolicy: RetryPolicy(attempts: 2, base: .milliseconds(1))) {
        job, transaction in
        struct Poison: Error {}
        try await transaction.execute(Self.effect, job.arguments.number)
        if job.arguments.number == 42 { throw Poison() }
      }
      let statistics = try await work(queue, [handler])
      #expect(try await queue.number("select count(*) from effect") == 99)
      #expect(statistics.done == 99 && statistics.retried == 1 && statistics.dead == 1)
      #expect(
        try await queue.number("select (arguments->>'number')::bigint from job_queue.dead_letter") == 42)
      #expect(
        try await queue.number("select count(*) from job_queue.failure where error like '%Poison%'") == 2)
    }
  }

  @Test func `what fails for a while succeeds in the end`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(1)
      let handler = EachJob(Work.self, retryPolicy: RetryPolicy(base: .milliseconds(1))) { job, transaction in
        struct NotYet: Error {}
        guard job.attempt == 3 else { throw NotYet() }
        try await transaction.execute(Self.effect, job.arguments.number)
      }
      #expect(try await work(queue, [handler]).done == 1)
      #expect(try await queue.number("select count(*) from job_queue.failure") == 2)
      #expect(try await queue.number("select count(*) from effect") == 1)
    }
  }

  @Test func `dispositions of a plan are settled beside the done ones`() async throws {
    final class Choosy: JobHandler {
      let snoozed = Atomic(false)

      func plan(
        _ jobs: [Job<Work>], prepared: Void, in transaction: Transaction
      ) async throws -> JobPlan<Void> {
        var plan = JobPlan(())
        for job in jobs {
          switch job.arguments.number {
          case 0: plan.dispositions[job.id] = .dead(reason: "hopeless")
          case 1 where !snoozed.exchange(true, ordering: .relaxed):
            plan.dispositions[job.id] = .snooze(.milliseconds(30))
          default: break
          }
        }
        return plan
      }
    }
    try await withEffects { queue in
      try await queue.enqueue(5)
      let statistics = try await work(queue, [Choosy()])
      #expect(statistics.done == 4 && statistics.dead == 1)
      #expect(try await queue.number("select count(*) from job_queue.outcome where result = 'snoozed'") == 1)
    }
  }

  @Test func `a kind that the worker does not know is handed back untouched`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(1)
      _ = try await queue.rows("select job_queue.enqueue('work', 'other')")
      let worker = try await queue.joinWorker()
      let batch = queue.newBatch(worker)
      let rows = try await queue.pool.execute(.claim, batch.worker, batch.number, ["work"], Int32(9))
      let runner = BatchRunner(
        pool: queue.pool, handlers: ["work": RegisteredHandler(Self.writing)], logger: Self.quiet,
        count: { _ in })
      #expect(await runner.run(try rows.map(ClaimedAttempt.init), as: batch))
      let later = try await queue.rows("select kind, attempt from job_queue.later")[0]
      #expect(try later.decode(String.self, "kind") == "other")
      #expect(try later.decode(Int16.self, "attempt") == 1)
      #expect(try await queue.number("select count(*) from effect") == 1)
    }
  }

  @Test func `arguments of another shape go to the dead letters with the property's name`() async throws {
    try await withEffects { queue in
      _ = try await queue.rows(#"select job_queue.enqueue('work', 'work', '{"nummer": 3}')"#)
      try await queue.enqueue(1)
      let statistics = try await work(queue, [Self.writing])
      #expect(statistics.done == 1 && statistics.dead == 1)
      let reason = try await queue.rows("select reason from job_queue.dead_letter")[0].decode(
        String.self, at: 0)
      #expect(reason == "the arguments cannot be read as work: number")
    }
  }

  @Test func `shut down, it finishes what runs and claims nothing more`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(10)
      let (started, signal) = AsyncStream<Void>.makeStream()
      let (released, release) = AsyncStream<Void>.makeStream()
      let handler = EachJob(Work.self) { job, transaction in
        signal.yield()
        for await _ in released { break }
        try await transaction.execute(Self.effect, job.arguments.number)
      }
      var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
      configuration.concurrency = 1
      configuration.batchSize = 1
      let worker = Worker(
        pool: queue.pool, configuration: configuration, handlers: [handler], logger: Self.quiet)
      async let ran: Void = worker.run()
      for await _ in started { break }
      worker.shutDown()
      release.finish()
      try await ran
      #expect(try await queue.number("select count(*) from effect") == 1)
      #expect(try await queue.number("select count(*) from job_queue.outcome") == 1)
      #expect(try await queue.number("select count(*) from job_queue.worker where left_at is null") == 0)
    }
  }

  @Test func `an idle worker is woken by a notification long before it would poll`() async throws {
    try await withEffects { queue in
      let (ran, signal) = AsyncStream<Void>.makeStream()
      let handler = EachJob(Work.self) { _, _ in signal.yield() }
      var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
      configuration.pollInterval = .seconds(60)
      let worker = Worker(
        pool: queue.pool, configuration: configuration, handlers: [handler], logger: Self.quiet)
      async let running: Void = worker.run()
      // Its first look is over when it says that it waits.
      while try await queue.number("select count(*) from job_queue.worker where waiting") == 0 {
        await Task.yield()
      }
      try await queue.enqueue(1)
      for await _ in ran { break }
      worker.shutDown()
      try await running
    }
  }

  @Test func `what a cancelled worker leaves is done by another, and only once`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(200)
      let (started, signal) = AsyncStream<Void>.makeStream()
      let slow = EachJob(Work.self) { job, transaction in
        try await transaction.execute(Self.effect, job.arguments.number)
        signal.yield()
        try await Task.sleep(for: .seconds(3600))
      }
      let cut = Task { try await work(queue, [slow]) { $0.lease = .seconds(1) } }
      for await _ in started { break }
      cut.cancel()
      _ = await cut.result
      try await work(queue, [Self.writing]) { $0.lease = .seconds(1) }
      #expect(try await queue.number("select count(*) from effect") == 200)
      #expect(try await queue.number("select count(distinct number) from effect") == 200)
      #expect(try await queue.expectAllSettledOnce(200))
    }
  }

  @Test func `a session that the server ends between two statements costs nothing but time`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(30)
      let isFirst = Atomic(true)
      let handler = EachJob(Work.self, retryPolicy: RetryPolicy(attempts: 1)) { job, transaction in
        if isFirst.exchange(false, ordering: .relaxed) {
          try await transaction.execute(
            Statement("impatient", "select set_config('idle_in_transaction_session_timeout', '1', true)"))
          // From outside it can be seen when it is gone.
          while try await queue.number(
            "select count(*) from pg_stat_activity where datname = current_database() and state like 'idle in%'"
          ) > 0 {}
        }
        try await transaction.execute(Self.effect, job.arguments.number)
      }
      let statistics = try await work(queue, [handler])
      #expect(statistics.dead == 0)
      #expect(try await queue.number("select count(*) from effect") == 30)
      #expect(try await queue.expectAllSettledOnce(30))
    }
  }

  @Test func `a backend that is killed under a batch costs nothing but time`() async throws {
    try await withEffects { queue in
      try await queue.enqueue(300)
      let killed = Atomic(0)
      let handler = EachJob(Work.self, retryPolicy: RetryPolicy(attempts: 1)) { job, transaction in
        try await transaction.execute(Self.effect, job.arguments.number)
        if job.arguments.number % 100 == 7, killed.add(1, ordering: .relaxed).newValue <= 3 {
          try await transaction.execute(Statement("die", "select pg_terminate_backend(pg_backend_pid())"))
        }
      }
      let statistics = try await work(queue, [handler]) { $0.batchSize = 25 }
      #expect(statistics.dead == 0)
      #expect(try await queue.number("select count(distinct number) from effect") == 300)
      #expect(try await queue.number("select count(*) from effect") == 300)
    }
  }
}
