import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// Registering schedules, and the workers that bring them along.
@Suite struct ScheduleTests {
  @Test func `a new schedule waits for its first time, and says when that is`() async throws {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("report", cron: "30 2 * * *", zone: "Europe/Warsaw", job: Work(number: 1))],
        in: queue.pool)
      #expect(try await JobQueue.schedules(in: queue.pool)[0].nextAt == nil)
      #expect(try await scheduler(queue).tick(at: moment("2026-03-28T12:00:00Z")) == 0)
      let status = try await JobQueue.schedules(in: queue.pool)[0]
      #expect(status.nextAt == moment("2026-03-29T01:00:00Z"))
      #expect(status.kind == "work" && status.queue == "work" && status.missed == "once" && status.band == 1)
    }
  }

  @Test func `registering again changes only what has changed`() async throws {
    try await withQueue { queue in
      func register(_ schedule: Schedule) async throws -> Date? {
        try await JobQueue.register([schedule], in: queue.pool)
        return try await JobQueue.schedules(in: queue.pool)[0].nextAt
      }
      _ = try await register(try Schedule("a", cron: "@hourly", job: Work(number: 1)))
      try await scheduler(queue).tick()
      // Overdue: a restart must not forget that.
      try await queue.makeDue()
      let written = try await queue.versions()
      #expect(try await register(try Schedule("a", cron: "@hourly", job: Work(number: 1))) != nil)
      #expect(try await queue.versions() == written)

      #expect(
        try await register(try Schedule("a", cron: "@hourly", missed: .all, job: Work(number: 2))) != nil)
      #expect(try await scheduler(queue).tick() == 1)
      #expect(try await queue.number("select (arguments->>'number')::bigint from job_queue.entry") == 2)

      try await queue.makeDue()
      #expect(try await register(try Schedule("a", cron: "@daily", job: Work(number: 2))) == nil)
      #expect(try await scheduler(queue).tick() == 0)
      try await queue.makeDue()
      #expect(
        try await register(try Schedule("a", cron: "@daily", zone: "Asia/Kolkata", job: Work(number: 2)))
          == nil)
      #expect(try await scheduler(queue).tick() == 0)
    }
  }

  @Test(
    "A zone is UTC or a name of the IANA database", arguments: ["CET", "GMT+1", "Europe/Warzaw", "", "PST"])
  func zones(zone: String) {
    #expect(throws: UnknownZone.self) { try Schedule("a", cron: "@hourly", zone: zone, job: Work(number: 1)) }
  }

  @Test func `a scheduler looks again after each pause, and rings when it has fired`() async throws {
    try await withQueue { queue in
      try await JobQueue.register([try Schedule("a", cron: "@hourly", job: Work(number: 1))], in: queue.pool)
      try await scheduler(queue).tick()
      try await queue.makeDue()
      let (steps, step) = AsyncStream.makeStream(of: Void.self)
      let bell = Bell()
      let running = Scheduler(
        pool: queue.pool, interval: .seconds(1), bell: bell, logger: quiet, clock: SteppedClock(steps: steps))
      await withTaskGroup { group in
        group.addTask { await running.run() }
        for round in 1...3 {
          await bell.wait(after: round - 1, atMost: .seconds(60), clock: ContinuousClock())
          #expect(await bell.count == round)
          await #expect(throws: Never.self) { try await queue.makeDue() }
          if round < 3 { step.yield() }
        }
        group.cancelAll()
      }
      #expect(try await queue.jobs() == 3)
    }
  }

  @Test(.timeLimit(.minutes(10))) func `a worker fires and runs what it brings along`() async throws {
    try await withQueue { queue in
      let (numbers, number) = AsyncStream.makeStream(of: Int.self)
      let handler = EachJob(Work.self) { job, _ in number.yield(job.arguments.number) }
      var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
      configuration.promotionInterval = .milliseconds(20)
      let worker = Worker(
        pool: queue.pool, configuration: configuration, handlers: [handler],
        schedules: [try Schedule("a", cron: "@hourly", job: Work(number: 5))], logger: quiet)
      async let work: Void = worker.run()
      // It is stored when the worker has begun; then its time comes.
      while try await queue.number("select count(*) from job_queue.schedule where next_at is not null") == 0 {
        await Task.yield()
      }
      try await queue.makeDue()
      #expect(await numbers.first { _ in true } == 5)
      worker.shutDown()
      try await work
    }
  }

  private func scheduler(_ queue: QueueDatabase) -> Scheduler {
    Scheduler(pool: queue.pool, interval: .zero, bell: Bell(), logger: quiet)
  }
}

/// A pause is over when the test says so.
private struct SteppedClock: Clock {
  let steps: AsyncStream<Void>
  var now: ContinuousClock.Instant { .now }
  var minimumResolution: Duration { .nanoseconds(1) }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    for await _ in steps { return }
    throw CancellationError()
  }
}
