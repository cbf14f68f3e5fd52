import Foundation
import LibPQ
import Testing

@testable import JobQueue

@Suite struct EnqueueTests {
  @Test func `a job is there when its transaction commits, and not when it rolls back`() async throws {
    try await withQueue { queue in
      struct Undo: Error {}
      let worker = try await queue.joinWorker()
      let job = try await queue.pool.withTransaction { try await JobQueue.enqueue(Work(number: 1), in: $0) }
      _ = try? await queue.pool.withTransaction { transaction in
        try await JobQueue.enqueue(Work(number: 2), in: transaction)
        throw Undo()
      }
      #expect(try await queue.claim(worker) == [job])
    }
  }

  @Test func `numbers come back in the order of the jobs`() async throws {
    try await withQueue { queue in
      let jobs = (0..<5).map {
        NewJob(Work(number: $0), band: $0 % 3, timeline: $0 == 3 ? "business" : "server")
      }
      let numbers = try await JobQueue.enqueue(jobs, in: queue.pool)
      for (number, job) in zip(numbers.map(\.job), jobs) {
        let stored = try await queue.number(
          "select (arguments->>'number')::bigint from job_queue.entry where seq = $1", number)
        #expect(stored == job.arguments.number)
      }
    }
  }

  @Test func `a queue or band that does not exist is named`() async throws {
    try await withQueue { queue in
      struct Lost: JobArguments {
        static let kind = "lost"
        static let queue = "nowhere"
      }
      await #expect { try await JobQueue.enqueue(Lost(), in: queue.pool) } throws: {
        let error = $0 as? PostgresError
        return error?.sqlState.rawValue == "JQ010" && error?.message.contains("nowhere") == true
      }
      await #expect {
        try await JobQueue.enqueue([NewJob(Work(number: 1), band: 7)], in: queue.pool)
      } throws: {
        ($0 as? PostgresError)?.message.contains("no band 7") == true
      }
      await #expect(throws: UnknownQueue(queue: "nowhere", band: 1)) {
        try await queue.pool.withTransaction { try await JobQueue.bulkEnqueue([Lost()], in: $0) }
      }
    }
  }

  @Test func `a queue has the bands and shards that it was made with, and keeps them`() async throws {
    try await withQueue { queue in
      for waits in [[Duration.milliseconds(500), .seconds(3600)], [.seconds(9)]] {
        try await JobQueue.createQueue("quick", targetWaits: waits, shards: 3, in: queue.pool)
      }
      let lanes = try await queue.rows(
        "select format('%s %s/%s %s', band, shard, shards, target_wait) from job_queue.lane where queue = 'quick' order by 1"
      )
      #expect(
        try lanes.map { try $0.decode(String.self, at: 0) } == [
          "0 0/3 00:00:00.5", "0 1/3 00:00:00.5", "0 2/3 00:00:00.5", "1 0/3 01:00:00", "1 1/3 01:00:00",
          "1 2/3 01:00:00",
        ])
    }
  }

  @Test func `what is scheduled waits for its timeline, and a sandbox may advance that`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let tomorrow = Date.now.addingTimeInterval(86400)
      let job = try await JobQueue.enqueue(
        [NewJob(Work(number: 1), runAt: tomorrow, timeline: "business")], in: queue.pool)[0].job
      let promote = "select promoted from job_queue.promote('business', '-infinity', 10)"
      #expect(try await queue.number(promote) == 0)
      _ = try await queue.rows("insert into job_queue.timeline values ('business', '23 hours')")
      #expect(try await queue.number(promote) == 0)
      _ = try await queue.rows("update job_queue.timeline set advance = '25 hours'")
      #expect(try await queue.number(promote) == 1)
      let attempt = try await queue.rows(
        "select job from job_queue.claim($1, $2, '{work}', 9)", worker, queue.newBatch(worker).number)[0]
      #expect(try attempt.decode(Int64.self, at: 0) == job)
    }
  }

  @Test func `a transaction that scheduled a job and committed late is not missed by the mark`() async throws
  {
    try await withQueue { queue in
      let soon = Date.now.addingTimeInterval(-1)
      let scheduled = try await queue.pool.withTransaction { transaction in
        _ = try await transaction.execute(
          Statement(
            "late",
            "insert into job_queue.later (due, job, band, queue, kind) values ($1, nextval('job_queue.number'), 1, 'work', 'work')"
          ), soon)
        return try await queue.rows("select mark from job_queue.promote('server', '-infinity', 10)")[0]
          .decode(Date.self, at: 0)
      }
      #expect(scheduled < soon, "the mark leaves room for it")
      #expect(
        try await queue.number("select promoted from job_queue.promote('server', $1, 10)", scheduled) == 1)
    }
  }

  @Test func `bulk: thousands by COPY, over the shards, in the caller's transaction`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let count = try await queue.pool.withTransaction { transaction in
        try await JobQueue.bulkEnqueue((0..<5000).lazy.map { Work(number: $0) }, in: transaction)
      }
      #expect(count == 5000)
      #expect(try await queue.number("select count(distinct lane) from job_queue.entry") == 2)
      #expect(try await queue.number("select count(distinct arguments) from job_queue.entry") == 5000)
      var claimed = 0
      while case let batch = try await queue.claim(worker, limit: 1000), !batch.isEmpty {
        claimed += batch.count
      }
      #expect(claimed == 5000)
    }
  }

  @Test func `from psql: one function call`() async throws {
    try await withQueue { queue in
      let job = try await queue.number(
        #"select job_queue.enqueue('work', 'work', '{"number": 5}', p_deadline => now() + interval '2 s')"#)
      let row = try await queue.rows(
        "select lane.band, entry.due <= now() + interval '2 s' as soon from job_queue.entry join job_queue.lane on lane_id = lane where seq = $1",
        Int64(job))[0]
      #expect(
        try row.decode(Int16.self, "band") == 1, "ten seconds' wait can meet it, one second's is not needed")
      #expect(try row.decode(Bool.self, "soon"))
    }
  }
}
