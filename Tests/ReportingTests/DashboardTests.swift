import Foundation
import LibPQ
import Monitoring
import TestSupport
import Testing

@testable import Reporting
@testable import Web

/// What `redress-monitor serve` answers, over a desk with one case and one job.
@Suite struct DashboardTests {
  private func withDashboard(
    _ body: (Pool, (String, [String: String]) async throws -> WebResponse) async throws -> Void
  ) async throws {
    try await withDatabase(.casework) { database in
      for sql in [
        "insert into casework.policy (policy_id, version, document) values ('pl', '1', '')",
        "insert into casework.customer (merchant, reference, name) values ('shop', 'C1', 'Ada Nowak')",
        """
        insert into casework.case_record (merchant, external_reference, content_digest, customer_id, kind, standing, channel,
          locale, submitted_at, received_at, policy_id, policy_version, responsible, band, state)
        values ('shop', 'web-1', '', 1, 'late_delivery', 'consumer', 'email', 'pl', now(), now(), 'pl', '1', '<Ewa & Co>', 1,
          'manual_review')
        """,
        "insert into casework.clock (case_id, kind, started_at, due_at, on_breach) values (1, 'answer', now(), now() + interval '9 days', 'nothing')",
        "insert into casework.case_event (case_id, kind, actor, occurred_at, details) values (1, 'state_changed', 'rules', now(), '{\"from\": \"verifying\", \"to\": \"manual_review\"}')",
        "select job_queue.enqueue('verify', 'verify', '{\"case\": 1}')",
      ] { try await database.pool.execute(Statement("dashboard_\(sql.hashValue)", sql)) }
      let dashboard = Dashboard(Monitor(database.pool), horizon: .seconds(86_400))
      try await body(database.pool) { path, query in
        try await dashboard.answer(
          WebRequest(method: .get, path: path, query: query, headers: [:], form: [:]))
      }
    }
  }

  private func text(_ response: WebResponse) -> String { String(decoding: response.body, as: UTF8.self) }

  private func object(_ response: WebResponse) throws -> [String: Any] {
    #expect(response.status == 200 && response.contentType == "application/json")
    return try #require(try JSONSerialization.jsonObject(with: response.body) as? [String: Any])
  }

  @Test func aCaseHasAPageWithItsStoryAndListsLeadToIt() async throws {
    try await withDashboard { _, get in
      let page = text(try await get("/cases/r0000001", [:]))
      #expect(page.contains("<h1>Case R0000001</h1>"))
      #expect(page.contains("&lt;Ewa &amp; Co&gt; is to decide."))
      #expect(page.contains("<td class=\"prose\">verifying → manual review</td>"))
      #expect(!page.contains("Ada"))
      #expect(text(try await get("/clocks", [:])).contains("<a href=\"/cases/R0000001\">R0000001</a>"))
      #expect(text(try await get("/jobs", [:])).contains("<a href=\"/cases/R0000001\">R0000001</a>"))
      #expect(text(try await get("/jobs", [:])).contains("<a href=\"/jobs/1\">1</a>"))
      let job = text(try await get("/jobs/1", [:]))
      #expect(job.contains("<strong>Look: </strong>No worker that is alive takes jobs of kind"))
    }
  }

  @Test func theFormLeadsToTheCaseThatIsNamed() async throws {
    try await withDashboard { _, get in
      let found = try await get("/cases", ["reference": " r0000001 "])
      #expect(found.status == 303 && found.headers["Location"] == "/cases/R0000001")
      // Nowhere else, whatever is asked for.
      for hostile in ["//evil.example", "a\r\nSet-Cookie: x=1", "../jobs"] {
        let location = try #require(try await get("/cases", ["reference": hostile]).headers["Location"])
        #expect(location.wholeMatch(of: /\/cases\/[A-Z0-9]+/) != nil, "\(location)")
      }
      #expect(try await get("/cases", [:]).headers["Location"] == "/clocks")
    }
  }

  @Test func theSameIsThereAsJSON() async throws {
    try await withDashboard { _, get in
      let story = try object(try await get("/api/cases/R0000001", [:]))
      #expect(story["reference"] as? String == "R0000001")
      #expect((story["standstill"] as? [String: Any])?["waits_for"] as? String == "person")
      #expect((story["facts"] as? [Any])?.count == 2)
      let jobs = try object(try await get("/api/jobs", ["state": "waiting,dead", "queue": "verify"]))
      #expect((jobs["jobs"] as? [[String: Any]])?.map { $0["state"] as? String } == ["waiting"])
      #expect(
        (try object(try await get("/api/jobs", ["queue": "notify"]))["jobs"] as? [Any])?.isEmpty == true)
      let job = try object(try await get("/api/jobs/1", [:]))
      #expect(job["reference"] as? String == "R0000001" && job["job"] as? Int == 1)
    }
  }

  @Test func howFarCommitmentsWereKeptIsReadOnceAMinute() async throws {
    try await withDashboard { pool, get in
      let first = try object(try await get("/api/clocks", [:]))
      #expect((first["attainment"] as? [Any])?.isEmpty == true && (first["cases"] as? [Any])?.count == 1)
      try await pool.execute(
        Statement("kept", "update casework.clock set stopped_at = started_at, stopped_by = 'answered'"))
      // Another address, so that what was read within the last second is not told again: the case is gone, and not yet counted.
      let page = text(try await get("/clocks", [:]))
      #expect(!page.contains("R0000001") && page.contains("No clock is running."))
      #expect(!page.contains("late_delivery"))
    }
  }

  @Test func jobsArePagedByLinks() async throws {
    try await withDashboard { pool, get in
      try await pool.execute(
        Statement(
          "many", "select job_queue.enqueue_many('notify', 'notify', array_fill('{}'::jsonb, array[150]))"))
      let first = text(try await get("/jobs", ["queue": "notify"]))
      let link = try #require(first.firstMatch(of: /href="(\/jobs\?after=[^"]+)"/)).1
      #expect(link.hasSuffix("&amp;queue=notify"))
      let after = try #require(
        link.firstMatch(of: /after=([^&]+)/).flatMap { String($0.1).removingPercentEncoding })
      let second = text(try await get("/jobs", ["queue": "notify", "after": after]))
      #expect(second.matches(of: /<tr><th scope="row"/).count == 50)
      #expect(!second.contains("The next jobs"))
    }
  }

  @Test(arguments: [
    ("/cases/R0000099", 404, "There is no case R0000099."), ("/api/cases/X", 404, "There is no case X."),
    ("/jobs/99", 404, "There is no job 99"), ("/jobs/x", 404, "There is no such page."),
    ("/cases/", 404, "There is no such page."), ("/api", 404, "There is no such page."),
    ("/cases/R0000001/x", 404, "There is no such page."),
  ])
  func whatIsNotThereIsSaidSo(path: String, status: Int, words: String) async throws {
    try await withDashboard { _, get in
      let response = try await get(path, [:])
      #expect(response.status == status)
      #expect(text(response).contains(words))
    }
  }

  @Test(arguments: [
    (["state": "asleep"], "state is one or more of waiting"),
    (["state": "done"], "state is one or more of waiting"),
    (["after": "yesterday"], "after is what next was"),
  ])
  func wrongQueriesAreRefused(query: [String: String], words: String) async throws {
    try await withDashboard { _, get in
      for path in ["/jobs", "/api/jobs"] {
        let response = try await get(path, query)
        #expect(response.status == 400)
        #expect(text(response).contains(words))
      }
    }
  }
}
