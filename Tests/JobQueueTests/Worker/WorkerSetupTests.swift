import LibPQ
import Logging
import TestSupport
import Testing

@testable import JobQueue

/// A worker that was put together wrongly says so before it joins.
@Suite struct WorkerSetupTests {
  private static let handler = EachJob(Work.self) { _, _ in }

  private func problems(
    kinds: [String] = ["work"], exclusiveConnections: Int = 8,
    configure: (inout WorkerConfiguration) -> Void = { _ in }
  ) -> [String] {
    var configuration = WorkerConfiguration(queues: ["work"], host: "test", version: "0")
    configure(&configuration)
    return configuration.problems(kinds: kinds, exclusiveConnections: exclusiveConnections)
  }

  @Test func `the defaults are right`() {
    #expect(problems() == [])
    #expect(problems(exclusiveConnections: 4) == [])
  }

  @Test func `each mistake is told, and all of them at once`() {
    #expect(problems(kinds: ["a", "b", "a"]) == ["two handlers are for the kind \"a\""])
    #expect(problems(kinds: []) == ["it has no handlers"])
    #expect(problems { $0.queues = [] } == ["it is to take jobs from no queue"])
    #expect(problems { $0.batchSize = 0 } == ["batchSize is 0; 1 to 100000"])
    #expect(problems { $0.lease = .zero }.count == 1)
    #expect(problems { $0.pollInterval = .zero }.count == 1)
    #expect(problems { $0.promotionInterval = .seconds(-1) }.count == 1)
    #expect(problems(exclusiveConnections: 3).first?.contains("the pool has 3") == true)
    #expect(
      problems(kinds: ["a", "a", ""]) {
        $0.queues = []
        $0.concurrency = 0
      }.count == 4)
  }

  @Test func `it throws them, and no worker has joined`() async throws {
    try await withQueue { queue in
      let worker = Worker(
        pool: queue.pool, configuration: WorkerConfiguration(queues: ["work"], host: "test", version: "0"),
        handlers: [Self.handler, Self.handler])
      let error = await #expect(throws: WorkerSetupError.self) { try await worker.run() }
      #expect(error?.description == "the worker cannot run: two handlers are for the kind \"work\"")
      let joined = try await queue.number("select count(*) from job_queue.worker")
      #expect(joined == 0)
    }
  }

  @Test func `a database without the schema names what to call`() async throws {
    try await withDatabase(.empty) { database in
      let worker = Worker(
        pool: database.pool,
        configuration: WorkerConfiguration(queues: ["work"], host: "test", version: "0"),
        handlers: [Self.handler])
      let error = await #expect(throws: WorkerSetupError.self) { try await worker.run() }
      #expect(error?.problems.first?.hasSuffix("call JobQueue.migrate") == true)
    }
  }

  @Test func `a queue that was never created is told`() async throws {
    try await withQueue { queue in
      let missing = try await queue.pool.execute(.missingQueues, ["work", "wrok"])
      #expect(try missing.map { try $0.decode(String.self, at: 0) } == ["wrok"])
    }
  }

  @Test func `numbers that no column holds are refused, not a crash`() async throws {
    try await withQueue { queue in
      let refused = await #expect(throws: PostgresError.self) {
        try await JobQueue.enqueue([NewJob(Work(number: 1), band: 1_000_000)], in: queue.pool)
      }
      #expect(refused?.sqlState.rawValue == "JQ010")
      await #expect(throws: UnknownQueue.self) {
        try await queue.pool.withTransaction {
          _ = try await JobQueue.bulkEnqueue([Work(number: 1)], band: -1_000_000, in: $0)
        }
      }
      try await JobQueue.limit(Work.self, to: .running(.max), in: queue.pool)
    }
  }
}
