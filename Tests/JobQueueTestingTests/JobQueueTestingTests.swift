import Foundation
import JobQueue
import JobQueueTesting
import LibPQ
import TestSupport
import Testing

private struct Greet: JobArguments {
  static let kind = "greet"
  static let queue = "mail"
  var customer: Int
  var at: Date?
}

/// Writes a row for each greeting, refuses some customers, and enqueues a reminder.
private struct Greeter: JobHandler {
  struct Unreachable: Error {}

  func prepare(_ jobs: [Job<Greet>]) async throws {
    if jobs.contains(where: { $0.arguments.customer == 99 && $0.attempt == 1 }) { throw Unreachable() }
  }

  func plan(
    _ jobs: [Job<Greet>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<[Int]> {
    var plan = JobPlan<[Int]>([])
    for job in jobs {
      switch job.arguments.customer {
      case 0: plan.dispositions[job.id] = .dead(reason: "nobody")
      case 404: plan.dispositions[404] = .done
      default: plan.effects.append(job.arguments.customer)
      }
    }
    return plan
  }

  func apply(_ customers: [Int], in transaction: Transaction) async throws {
    try await transaction.execute(
      Statement("greet", "insert into greeting select unnest($1::bigint[])"), customers.map(Int64.init))
    try await JobQueue.enqueue(
      customers.filter { $0 < 5 }.map { NewJob(Greet(customer: $0 + 5)) }, in: transaction)
  }
}

/// The helpers for tests of programs that use the queue.
@Suite struct JobQueueTestingTests {
  private func withMail(_ body: (Pool) async throws -> Void) async throws {
    try await withDatabase(.queue) { database in
      try await database.pool.execute(Statement("table", "create table greeting (customer bigint)"))
      try await JobQueue.createQueue("mail", in: database.pool)
      try await body(database.pool)
    }
  }

  private func greetings(_ executor: some StatementExecutor) async throws -> [Int64] {
    try await executor.execute(Statement("greetings", "select customer from greeting order by customer"))
      .map { try $0.decode(at: 0) }
  }

  @Test func `a handler is run inline, and the test's rollback takes all of it back`() async throws {
    struct RolledBack: Error {}
    try await withMail { pool in
      await #expect(throws: RolledBack.self) {
        try await pool.withTransaction { transaction in
          #expect(try await JobQueueTesting.run(Greeter(), Greet(customer: 3), in: transaction) == .done)
          #expect(try await greetings(transaction) == [3])
          let next = try await JobQueueTesting.enqueued(Greet.self, in: transaction)
          #expect(next.map(\.arguments.customer) == [8])
          throw RolledBack()
        }
      }
      let (greeted, left) = try await (greetings(pool), JobQueueTesting.enqueued(Greet.self, in: pool))
      #expect(greeted == [] && left.isEmpty)
    }
  }

  @Test func `a batch gets a disposition for each, and what a handler throws is thrown`() async throws {
    try await withMail { pool in
      try await pool.withTransaction { transaction in
        let batch = [Greet(customer: 7), Greet(customer: 0)]
        let dispositions = try await JobQueueTesting.run(Greeter(), batch, in: transaction)
        #expect(dispositions == [.done, .dead(reason: "nobody")])
        await #expect(throws: Greeter.Unreachable.self) {
          try await JobQueueTesting.run(Greeter(), Greet(customer: 99), in: transaction)
        }
        let again = try await JobQueueTesting.run(Greeter(), Greet(customer: 99), attempt: 2, in: transaction)
        #expect(again == .done)
      }
    }
  }

  @Test func `a plan that disposes of a stranger is a mistake, and arguments go through JSON`() async throws {
    try await withMail { pool in
      try await pool.withTransaction { transaction in
        let invalid = await #expect(throws: InvalidPlan.self) {
          try await JobQueueTesting.run(Greeter(), Greet(customer: 404), in: transaction)
        }
        #expect(invalid?.jobs == [404])
        // A queue keeps instants to the second.
        let precise = Date(timeIntervalSince1970: 1.25)
        let echo = EachJob(Greet.self) { job, _ in #expect(job.arguments.at != precise) }
        try await JobQueueTesting.run(echo, Greet(customer: 1, at: precise), in: transaction)
      }
    }
  }

  @Test func `what is enqueued is told with its arguments and all that was asked for`() async throws {
    try await withMail { pool in
      let (soon, deadline) = (Date(timeIntervalSinceNow: 3600), Date(timeIntervalSinceNow: 7200))
      try await JobQueue.enqueue(
        [
          NewJob(Greet(customer: 1), band: 2),
          NewJob(
            Greet(customer: 2), runAt: soon, deadline: deadline, limitKey: "pl", uniqueKey: UniqueKey("two")),
        ], in: pool)
      let jobs = try await JobQueueTesting.enqueued(Greet.self, in: pool)
      #expect(jobs.map(\.arguments.customer) == [1, 2])
      #expect(jobs[0].band == 2 && jobs[0].runAt == nil && jobs[0].timeline == nil)
      let later = jobs[1]
      #expect(later.band == 1 && later.timeline == "server" && later.attempt == 1)
      #expect(try abs(#require(later.runAt).timeIntervalSince(soon)) < 0.001)
      #expect(try abs(#require(later.deadline).timeIntervalSince(deadline)) < 0.001)
      #expect(later.limitKey == "pl" && later.uniqueKey == "two" && !later.isParked)
    }
  }

  @Test func `draining runs what is ready and what that enqueues, and leaves what is not due`() async throws {
    try await withMail { pool in
      try await JobQueue.enqueue(
        [
          NewJob(Greet(customer: 1)), NewJob(Greet(customer: 0)),
          NewJob(Greet(customer: 50), runAt: .now + 3600),
          NewJob(Greet(customer: 60), runAt: .now + 7200),
        ], in: pool)
      let first = try await JobQueueTesting.drain(with: [Greeter()], on: pool)
      #expect(first.done == 2 && first.dead == 1)
      #expect(try await greetings(pool) == [1, 6])
      #expect(try await JobQueueTesting.makeDue(Greet.self, until: .now + 3601, in: pool) == 1)
      #expect(try await JobQueueTesting.drain(with: [Greeter()], on: pool).done == 1)
      #expect(try await greetings(pool) == [1, 6, 50])
      #expect(try await JobQueueTesting.makeDue(Greet.self, in: pool) == 1)
    }
  }

  @Test func `a failure is tried once a drain, and told`() async throws {
    try await withMail { pool in
      try await JobQueue.enqueue(Greet(customer: 99), in: pool)
      #expect(try await JobQueueTesting.drain(with: [Greeter()], on: pool).retried == 1)
      let failures = try await JobQueueTesting.failures(of: Greet.self, in: pool)
      #expect(failures.map(\.attempt) == [1] && failures[0].error.contains("Unreachable"))
      let second = try await JobQueueTesting.drain(with: [Greeter()], on: pool)
      #expect(second.done + second.retried == 0)
      #expect(try await JobQueueTesting.enqueued(Greet.self, in: pool).map(\.attempt) == [2])
      try await JobQueueTesting.makeDue(Greet.self, in: pool)
      #expect(try await JobQueueTesting.drain(with: [Greeter()], on: pool).done == 1)
    }
  }

  @Test func `what a limit in time holds back does not hold up a drain`() async throws {
    try await withMail { pool in
      try await JobQueue.limit(Greet.self, to: .starts(1, per: .seconds(3600)), in: pool)
      try await JobQueue.enqueue([NewJob(Greet(customer: 7)), NewJob(Greet(customer: 8))], in: pool)
      #expect(try await JobQueueTesting.drain(with: [Greeter()], on: pool).done == 1)
      #expect(try await JobQueueTesting.enqueued(Greet.self, in: pool).map(\.isParked) == [true])
    }
  }

  @Test func `a queue that never runs dry is given up`() async throws {
    try await withMail { pool in
      let endless = EachJob(Greet.self) { job, transaction in
        try await JobQueue.enqueue(job.arguments, in: transaction)
      }
      try await JobQueue.enqueue(Greet(customer: 1), in: pool)
      await #expect(throws: DrainTimedOut.self) {
        try await JobQueueTesting.drain(with: [endless], timeout: .milliseconds(300), on: pool)
      }
    }
  }
}
