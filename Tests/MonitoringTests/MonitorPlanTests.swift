import Foundation
import LibPQ
import TestSupport
import Testing

@testable import Monitoring

/// Half a million jobs that wait and three hundred thousand that are scheduled: what an operator's look touches is what it would with ten. Pages are
/// counted, not milliseconds; a sequential scan of the entries alone is more than six thousand.
@Suite struct MonitorPlanTests {
  private func pages(_ desk: Desk, _ statement: BoundStatement) async throws -> Int {
    let rows = try await desk.pool.withConnection { connection in
      try await connection.execute(
        Statement("pages", "explain (analyze, buffers, format json) " + statement.statement.sql),
        parameters: statement.parameters)
    }
    let text = try rows[0].decode(JSONText.self, at: 0).rawValue
    let plan = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
    let root = plan?.first?["Plan"] as? [String: Any]
    return (root?["Shared Hit Blocks"] as? Int ?? .max / 2) + (root?["Shared Read Blocks"] as? Int ?? 0)
  }

  @Test(.timeLimit(.minutes(10))) func looksCostTheSameHoweverMuchWaits() async throws {
    try await withDatabase(.casework) { database in
      let desk = try await Desk(database)
      try await desk.openCases(20_000, state: "received")
      for sql in [
        "insert into casework.case_event (case_id, kind, actor, occurred_at) select case_id, 'received', 'customer', now() from casework.case_record where case_id <> 7",
        """
        insert into job_queue.entry (generation, lane, due, kind, arguments)
        select number % 3, lane_id, now(), 'verify', jsonb_build_object('case', number)
        from job_queue.lane, generate_series(1, 125000) as number where queue = 'verify' and band < 2
        """,
        """
        insert into job_queue.later (due, job, band, queue, kind, arguments)
        select now() + number * interval '1 s', 10000000 + number, 1, 'verify', 'verify', jsonb_build_object('case', number)
        from generate_series(1, 300000) as number
        """,
        """
        with received as (
          insert into casework.case_event (case_id, kind, actor, occurred_at) values (7, 'received', 'customer', now())
        )
        select job_queue.enqueue('verify', 'verify', '{"case": 7}')
        """,
        // As autovacuum does within a minute; until then a look may scan what is scheduled, once.
        "analyze job_queue.later",
      ] {
        _ = try await desk.pool.execute(
          Statement("plan_\(sql.hashValue)", sql), parameters: [], timeout: .seconds(300))
      }
      let beginning = JobPlace(dueAt: Date(timeIntervalSince1970: 0), job: 0)
      func jobs(_ states: [JobState]) -> BoundStatement {
        Statement.jobs.with(
          states.map(\.rawValue), String?.none, String?.none, beginning.dueAt, beginning.job, Int64(100),
          JobList.mostOfALane, JobList.mostOfATimeline)
      }
      // Twice: the first call of each reads the catalog.
      for isWarm in [false, true] {
        let everything = try await pages(desk, jobs(JobState.listed))
        let dead = try await pages(desk, jobs([.dead]))
        let own = try await pages(desk, Statement.caseJobs.with("R0000007"))
        let view = try await pages(desk, Statement.caseView.with("R0000007"))
        let facts = try await pages(desk, Statement.caseFacts.with("R0000007", Int64(2000)))
        let job = try await pages(desk, Statement.jobsByNumber.with([Int64(10_000_500)]))
        guard isWarm else { continue }
        #expect(everything < 6000)
        #expect(dead < 1000)
        #expect(own < 2000)
        #expect(view < 1000)
        #expect(facts < 1000)
        #expect(job < 1000)
      }
      let standstill = try await desk.monitor.standstill(of: "R0000007").standstill
      #expect(standstill.sentence.hasPrefix("Its next step, verify, is job"))
    }
  }
}
