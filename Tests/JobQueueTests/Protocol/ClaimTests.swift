import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// The protocol of docs/queue.md, "Claiming", against a real server.
@Suite struct ClaimTests {
  @Test func `a claim repeated with its number returns the same batch`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(10)
      let worker = try await queue.joinWorker()
      let batch = queue.newBatch(worker)
      let first = try await queue.claim(batch, limit: 4)
      #expect(first.count == 4)
      #expect(try await queue.claim(batch, limit: 4) == first)
      let second = try await queue.claim(worker, limit: 4)
      #expect(second.count == 4 && Set(second).isDisjoint(with: first))
    }
  }

  @Test func `many workers at once get every entry, and none twice`() async throws {
    try await withQueue { queue in
      try await queue.enqueue(3000)
      let batches = try await withThrowingTaskGroup(of: [[Int64]].self) { group in
        for _ in 0..<8 {
          group.addTask {
            let worker = try await queue.joinWorker()
            var batches: [[Int64]] = []
            // A claim may come back empty because others hold the locks of all lanes: ask until nothing is left.
            while try await queue.number("select count(*) from job_queue.lanes_with_work('{work}')") > 0 {
              batches.append(try await queue.claim(worker, limit: 37))
            }
            return batches
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      let seqs = batches.flatMap(\.self)
      #expect(seqs.count == 3000)
      #expect(Set(seqs).count == 3000)
    }
  }

  @Test func `a look that a claim overtakes does not take it for another server's`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.pool.withConnection { claim in
        // The look waits here, in its midst.
        try await claim.execute(Statement("begin", "begin"))
        try await claim.execute(Statement("lock", "lock table job_queue.lane in access exclusive mode"))
        async let look = queue.pool.withConnection { connection in
          try await connection.execute(
            Statement("look", "select count(*) from job_queue.lanes_with_work('{work}')"))
        }
        let waiting = """
          select count(*) from pg_locks join pg_database on pg_database.oid = database
          where datname = current_database() and relation = 'job_queue.lane'::regclass and not granted
          """
        while try await queue.number(waiting) == 0 {}
        _ = try await queue.rows("select pg_current_xact_id()")
        try await claim.execute(
          Statement(
            "claim",
            """
            insert into job_queue.claim (lane, worker, ordinal, number, low, high, position_xid, position_seq, generation, seqs)
            select min(lane_id), \(worker), 1, 1, '1:1:', pg_current_snapshot(), '0', 0, 0, '{}' from job_queue.lane
            """))
        try await claim.execute(Statement("commit", "commit"))
        _ = try await look
      }
    }
  }

  @Test func `a job that is claimed while somebody asks whether all is done is not overlooked`()
    async throws
  {
    try await withQueue { queue in
      try await queue.enqueue(1)
      let worker = try await queue.joinWorker()
      try await queue.pool.withConnection { holder in
        try await holder.execute(Statement("hold", "select pg_advisory_lock(77)"))
        // Its moment is before the claim; the look at what waits comes after it.
        async let look = queue.pool.withConnection { connection in
          try await connection.execute(
            Statement(
              "look",
              "select (select count(*) from job_queue.lanes_with_work('{work}')) from pg_advisory_xact_lock(77)"
            ))
        }
        let waiting = """
          select count(*) from pg_locks join pg_database on pg_database.oid = database
          where datname = current_database() and locktype = 'advisory' and not granted
          """
        while try await queue.number(waiting) == 0 {}
        #expect(try await queue.claim(worker).count == 1)
        try await holder.execute(Statement("release", "select pg_advisory_unlock(77)"))
        #expect(try await look[0].decode(Int64.self, at: 0) == 1)
      }
    }
  }

  @Test func `what commits late is claimed late, not lost, also when a higher transaction was first`()
    async throws
  {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.pool.withTransaction { late in
        try await JobQueue.enqueue(Work(number: 1), in: late)
        try await queue.enqueue(1)
        #expect(try await queue.claim(worker).count == 1)
        #expect(try await queue.claim(worker) == [])
        try await queue.enqueue(1)
        #expect(try await queue.claim(worker).count == 1)
      }
      #expect(try await queue.claim(worker).count == 1)
      #expect(try await queue.claim(worker) == [])
    }
  }

  @Test func `a late commit in the middle of a window that is being read is in the next one`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.pool.withTransaction { late in
        try await JobQueue.enqueue((0..<5).map { NewJob(Work(number: $0)) }, in: late)
        try await queue.enqueue(10)
        #expect(try await queue.claim(worker, limit: 4).count == 4)
      }
      var seqs: Set<Int64> = []
      for _ in 0..<6 { seqs.formUnion(try await queue.claim(worker, limit: 4)) }
      #expect(seqs.count == 11)
    }
  }

  @Test func `rolled back, savepoints, prepared`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      struct Undo: Error {}
      await #expect(throws: Undo.self) {
        try await queue.pool.withTransaction { transaction in
          try await JobQueue.enqueue(Work(number: 0), in: transaction)
          throw Undo()
        }
      }
      #expect(try await queue.claim(worker) == [])

      try await queue.pool.withTransaction { transaction in
        try await JobQueue.enqueue(Work(number: 1), in: transaction)
        _ = try? await transaction.withSavepoint { inner in
          try await JobQueue.enqueue(Work(number: 2), in: inner)
          throw Undo()
        }
        _ = try await transaction.withSavepoint { inner in
          try await JobQueue.enqueue(Work(number: 3), in: inner)
        }
      }
      #expect(try await queue.claim(worker).count == 2)

      let name = "late_\(UUID().uuidString)"
      try await queue.pool.withConnection { connection in
        try await connection.executeScript(
          "begin; select job_queue.enqueue('work', 'work'); prepare transaction '\(name)'")
      }
      try await queue.enqueue(1)
      #expect(try await queue.claim(worker).count == 1)
      try await queue.pool.withConnection { try await $0.executeScript("commit prepared '\(name)'") }
      #expect(try await queue.claim(worker).count == 1)
    }
  }

  @Test func `half a million rows of an open import are not waded through`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(10)
      try await queue.pool.withTransaction { importing in
        try await importing.execute(
          Statement(
            "import",
            "insert into job_queue.entry (generation, lane, due, kind) select 0, lane_id, now(), 'work' from job_queue.lane, generate_series(1, 20000) where queue = 'work'"
          ))
        try await queue.enqueue(10)
        #expect(try await queue.claim(worker).count == 10)
        #expect(try await queue.claim(worker).count == 10)
        // Buffers, not milliseconds: an entry that is scanned costs one. The second look, because the first one reads the catalog.
        let look = Statement(
          "look", "explain (analyze, buffers, format json) select * from job_queue.lanes_with_work('{work}')")
        let touched = try await queue.pool.withTransaction { transaction in
          try await transaction.execute(look)
          return try await transaction.execute(look)
        }
        let buffers = try sharedBuffers(touched)
        // Transactions of other tests on this server add a look-up each; walking across the import is more than a thousand.
        #expect(buffers < 700)
      }
    }
  }

  @Test func `an idle poll takes no transaction id`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      try await queue.enqueue(1)
      _ = try await queue.claim(worker)
      try await queue.pool.withTransaction { transaction in
        let claim = Statement(
          "idle",
          "select count(*), pg_current_xact_id_if_assigned() is null as is_idle from job_queue.claim($1, $2, '{work}', 10)"
        )
        let row = try await transaction.execute(claim, worker, queue.newBatch(worker).number)[0]
        #expect(try row.decode(Int64.self, at: 0) == 0)
        #expect(try row.decode(Bool.self, "is_idle"))
      }
    }
  }

  @Test func `another isolation level, or company in the transaction, is refused`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let claim = Statement("claim", "select from job_queue.claim($1, $2, '{work}', 10)")
      for options in [TransactionOptions.repeatableRead, .serializable] {
        await #expect(throws: PostgresError.self) {
          try await queue.pool.withTransaction(options) {
            try await $0.execute(claim, worker, queue.newBatch(worker).number)
          }
        }
      }
      await #expect(throws: PostgresError.self) {
        try await queue.pool.withTransaction { transaction in
          try await JobQueue.enqueue(Work(number: 1), in: transaction)
          try await transaction.execute(claim, worker, queue.newBatch(worker).number)
        }
      }
    }
  }

  @Test func `the earliest due goes first across bands, and a deadline moves a job forward`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      let low = try await JobQueue.enqueue([NewJob(Work(number: 1), band: 2)], in: queue.pool)
      let near = try await JobQueue.enqueue(
        [NewJob(Work(number: 2), band: 2, deadline: Date.now.addingTimeInterval(-5))], in: queue.pool)
      let high = try await JobQueue.enqueue([NewJob(Work(number: 3), band: 0)], in: queue.pool)
      var order: [Int64] = []
      for _ in 0..<3 { order += try await queue.claim(worker, limit: 1) }
      #expect(order == (near + high + low).map(\.job))
    }
  }
}

/// Pages that a plan touched, its functions' included.
private func sharedBuffers(_ rows: Rows) throws -> Int {
  let text = try rows[0].decode(JSONText.self, at: 0).rawValue
  let plan = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
  let root = plan?.first?["Plan"] as? [String: Any]
  return (root?["Shared Hit Blocks"] as? Int ?? .max / 2) + (root?["Shared Read Blocks"] as? Int ?? 0)
}
