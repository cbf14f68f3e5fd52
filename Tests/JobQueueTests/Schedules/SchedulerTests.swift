import Foundation
import LibPQ
import Logging
import Testing

@testable import JobQueue

/// Firing, on a database.
@Suite struct SchedulerTests {
  @Test func `five schedulers that race fire each time once`() async throws {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("hourly", cron: "@hourly", job: Work(number: 7))], in: queue.pool)
      let schedulers = (0..<5).map { _ in scheduler(queue) }
      try await schedulers[0].tick()
      for round in 1...20 {
        try await queue.makeDue()
        let fired = try await withThrowingTaskGroup { group in
          for scheduler in schedulers { group.addTask { try await scheduler.tick() } }
          return try await group.reduce(0, +)
        }
        #expect(fired == 1)
        #expect(try await queue.jobs() == round)
      }
      #expect(
        try await queue.number("select count(*) from job_queue.entry where arguments = '{\"number\": 7}'")
          == 20)
    }
  }

  @Test func `who dies between the lock and the commit has fired nothing, and the next one fires once`()
    async throws
  {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("hourly", cron: "@hourly", job: Work(number: 7))], in: queue.pool)
      try await scheduler(queue).tick()
      try await queue.makeDue()
      await #expect(throws: (any Error).self) {
        try await queue.pool.withTransaction { transaction in
          let moves = try await scheduler(queue).fire(["hourly"], at: nil, in: transaction)
          #expect(moves.map(\.runs) == [1])
          // Somebody else passes by the locked row.
          #expect(try await scheduler(queue).tick() == 0)
          let backend = try await transaction.execute(Statement("backend", "select pg_backend_pid()"))[0]
            .decode(
              Int32.self, at: 0)
          // Waits until it is gone, and its locks with it.
          #expect(
            try await queue.rows("select pg_terminate_backend($1, 10000)", backend)[0].decode(
              Bool.self, at: 0))
        }
      }
      #expect(try await queue.jobs() == 0)
      #expect(try await scheduler(queue).tick() == 1)
      #expect(try await scheduler(queue).tick() == 0)
      #expect(try await queue.jobs() == 1)
    }
  }

  @Test(
    "What was missed runs as the policy says",
    arguments: [(MissedRuns.skip, 0), (.once, 1), (.all, 4)])
  func missed(policy: MissedRuns, runs: Int) async throws {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("hourly", cron: "@hourly", missed: policy, job: Work(number: 7))], in: queue.pool)
      try await scheduler(queue).tick(at: moment("2030-01-01T00:30:00Z"))
      // 01:00, 02:00, 03:00 and 04:00 went by.
      #expect(try await scheduler(queue).tick(at: moment("2030-01-01T04:30:00Z")) == runs)
      #expect(try await queue.jobs() == runs)
      let status = try await JobQueue.schedules(in: queue.pool)[0]
      #expect(status.nextAt == moment("2030-01-01T05:00:00Z"))
      #expect(status.firedAt == (runs > 0 ? moment("2030-01-01T04:30:00Z") : nil))
    }
  }

  @Test func `jobs go to the band and kind of their schedule`() async throws {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("urgent", cron: "@hourly", band: 0, job: Work(number: 7))], in: queue.pool)
      try await scheduler(queue).tick()
      try await queue.makeDue()
      try await scheduler(queue).tick()
      #expect(
        try await queue.number(
          """
          select count(*) from job_queue.entry join job_queue.lane on lane_id = lane
          where band = 0 and queue = 'work' and kind = 'work'
          """) == 1)
    }
  }

  @Test func `a paused schedule does not fire, and has missed nothing when it is resumed`() async throws {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("hourly", cron: "@hourly", missed: .all, job: Work(number: 7))], in: queue.pool)
      try await scheduler(queue).tick()
      #expect(try await JobQueue.pauseSchedule("hourly", in: queue.pool))
      try await queue.makeDue()
      #expect(try await scheduler(queue).tick() == 0)
      #expect(try await JobQueue.schedules(in: queue.pool)[0].pausedAt != nil)
      #expect(try await JobQueue.resumeSchedule("hourly", in: queue.pool))
      #expect(try await scheduler(queue).tick() == 0)
      // Resumed a second time, it loses nothing that is due.
      try await queue.makeDue()
      #expect(try await JobQueue.resumeSchedule("hourly", in: queue.pool))
      #expect(try await scheduler(queue).tick() == 1)
      #expect(try await JobQueue.pauseSchedule("daily", in: queue.pool) == false)
      #expect(try await JobQueue.resumeSchedule("daily", in: queue.pool) == false)
      #expect(try await JobQueue.removeSchedule("hourly", in: queue.pool))
      #expect(try await JobQueue.removeSchedule("hourly", in: queue.pool) == false)
    }
  }

  @Test func `what cannot fire says why, once, and stops no other`() async throws {
    try await withQueue { queue in
      _ = try await queue.rows(
        """
        insert into job_queue.schedule (name, cron, zone, queue, kind, next_at) values
          ('a cron', '61 * * * *', 'UTC', 'work', 'work', null),
          ('b zone', '@hourly', 'Mars/Olympus', 'work', 'work', now()),
          ('c queue', '@hourly', 'UTC', 'nowhere', 'work', now()),
          ('d never', '0 0 30 2 *', 'UTC', 'work', 'work', null),
          ('e good', '@hourly', 'UTC', 'work', 'work', now())
        """)
      #expect(try await scheduler(queue).tick() == 1)
      let errors = try await JobQueue.schedules(in: queue.pool).map(\.error)
      #expect(
        errors == [
          "minute \"61\": allowed are 0 to 59, *, lists, ranges and steps",
          "\"Mars/Olympus\" is no zone: there are UTC and the names of the IANA database, such as Europe/Warsaw",
          "queue \"nowhere\" has no band 1: create it with JobQueue.createQueue",
          "\"0 0 30 2 *\" never comes", nil,
        ])
      let written = try await queue.versions()
      #expect(try await scheduler(queue).tick() == 0)
      #expect(try await queue.versions() == written)

      _ = try await queue.rows("update job_queue.schedule set zone = 'UTC' where name = 'b zone'")
      try await JobQueue.createQueue("nowhere", in: queue.pool)
      #expect(try await scheduler(queue).tick() == 2)
      #expect(
        try await JobQueue.schedules(in: queue.pool).map { $0.error != nil } == [
          true, false, false, true, false,
        ])
    }
  }

  @Test func `an idle look writes nothing: it works where nothing can be written`() async throws {
    try await withQueue { queue in
      try await JobQueue.register(
        [try Schedule("hourly", cron: "@hourly", job: Work(number: 7))], in: queue.pool)
      try await scheduler(queue).tick()
      let pool = Pool(
        PoolConfiguration("\(queue.connectionString) options='-c default_transaction_read_only=on'"))
      let reading = Scheduler(pool: pool, interval: .zero, bell: Bell(), logger: quiet)
      #expect(try await reading.tick() == 0)
      try await queue.makeDue()
      await #expect(throws: PostgresError.self) { try await reading.tick() }
      await pool.close()
      #expect(try await scheduler(queue).tick() == 1)
    }
  }

  private func scheduler(_ queue: QueueDatabase) -> Scheduler {
    Scheduler(pool: queue.pool, interval: .zero, bell: Bell(), logger: quiet)
  }
}

let quiet = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

extension QueueDatabase {
  /// As if every schedule's time had come a moment ago.
  func makeDue() async throws {
    _ = try await rows("update job_queue.schedule set next_at = now() - interval '1 second'")
  }

  func jobs() async throws -> Int { try await number("select count(*) from job_queue.entry") }

  /// Which transaction has written each schedule last.
  func versions() async throws -> [String] {
    try await rows("select xmin::text from job_queue.schedule order by name").map { try $0.decode(at: 0) }
  }
}
