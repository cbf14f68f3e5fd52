import Foundation
import LibPQ
import Testing

@testable import JobQueue

/// A million entries that wait, and a third as many that are scheduled: what each hot statement touches is what it would with ten. Pages are counted, not
/// milliseconds: a sequential scan of such a table is more than ten thousand.
@Suite struct PlanTests {
  private func pages(_ queue: QueueDatabase, _ sql: String, _ parameters: any PostgresEncodable...)
    async throws -> Int
  {
    let rows = try await queue.pool.withConnection { connection in
      try await connection.execute(
        Statement("pages", "explain (analyze, buffers, format json) " + sql), parameters: parameters)
    }
    let text = try rows[0].decode(JSONText.self, at: 0).rawValue
    let plan = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    let root = plan?.first?["Plan"] as? [String: Any]
    return (root?["Shared Hit Blocks"] as? Int ?? .max / 2) + (root?["Shared Read Blocks"] as? Int ?? 0)
  }

  @Test func `hot statements cost the same however much waits`() async throws {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      _ = try await queue.pool.execute(
        Statement(
          "entries",
          """
          insert into job_queue.entry (generation, lane, due, kind)
          select number % 3, lane_id, now(), 'work'
          from job_queue.lane, generate_series(1, 250000) as number where queue = 'work' and band < 2
          """), parameters: [], timeout: .seconds(300))
      _ = try await queue.pool.execute(
        Statement(
          "scheduled",
          """
          insert into job_queue.later (due, job, band, queue, kind)
          select now() + number * interval '1 s' - interval '100 s', 10000000 + number, 1, 'work', 'work'
          from generate_series(1, 300000) as number
          """), parameters: [], timeout: .seconds(300))
      // Twice: the first call of each reads the catalog. Transactions of other tests on this server add some look-ups each, so the limits
      // are generous, and still far below what a scan would touch.
      for _ in 0..<2 {
        _ = try await pages(
          queue, "select * from job_queue.claim($1, $2, '{work}', 100)", worker, queue.newBatch(worker).number
        )
      }
      let batch = queue.newBatch(worker)
      #expect(
        try await pages(queue, "select * from job_queue.claim($1, $2, '{work}', 100)", worker, batch.number)
          < 6000)
      let seqs = try await queue.rows("select seqs from job_queue.claim where number = $1", batch.number)[0]
        .decode(
          [Int64].self, at: 0)
      #expect(
        try await pages(
          queue,
          "select job_queue.settle($1, $2, (select generation from job_queue.claim where number = $2), $3, 'done', now())",
          worker, batch.number, seqs) < 6000)
      #expect(try await pages(queue, "select * from job_queue.promote('server', '-infinity', 100)") < 6000)
      #expect(
        try await pages(
          queue, "select job_queue.beat($1, $2, $2, '{}', '{}', '{}', false)", worker, batch.number) < 6000)
      #expect(try await pages(queue, "select job_queue.is_idle('{work}')") < 6000)
      #expect(try await pages(queue, "select job_queue.explain($1)", seqs[0]) < 6000)
      #expect(try await pages(queue, "select job_queue.cancel(10000500)") < 6000)
      #expect(try await pages(queue, "select job_queue.enqueue('work', 'work')") < 6000)
    }
  }

  @Test func `across bands the oldest due goes first: a low band waits for its target wait at most`()
    async throws
  {
    try await withQueue { queue in
      let worker = try await queue.joinWorker()
      func enter(_ band: Int, enqueued: Double) async throws -> Int64 {
        Int64(
          try await queue.number(
            """
            insert into job_queue.entry (generation, lane, due, kind)
            select 0, lane_id, now() - interval '10 minutes' + $2 * interval '1 s' + target_wait, 'work'
            from job_queue.lane where queue = 'work' and band = $1 and shard = 0
            returning seq
            """, Int16(band), enqueued))
      }
      // A job of the lowest band (a minute's target wait), under a stream of the highest (a second's).
      let low = try await enter(2, enqueued: 0)
      var high: [Int64] = []
      for second in 50..<70 { high.append(try await enter(0, enqueued: Double(second))) }
      var order: [Int64] = []
      while case let seqs = try await queue.claim(worker, limit: 1), !seqs.isEmpty { order += seqs }
      // Those that came up to 59 s after it are due no later than it is; nobody who came after that passes it.
      let passed = order.firstIndex(of: low)!
      #expect(Array(order[..<passed]).allSatisfy { high.prefix(10).contains($0) })
      #expect(order.count == 21)
    }
  }
}
