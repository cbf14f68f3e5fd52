import LibPQ
import TestSupport
import Testing

/// The reports of a period, as people ask for them.
@Suite struct ReportCommandTests {
  /// Runs the test on a database with the samples' complaints, some of whose clocks were kept.
  private func withReports(
    _ body: (_ report: (String...) async throws -> Program.Result) async throws -> Void
  )
    async throws
  {
    try await withDatabase(.casework) { database in
      for what in ["orders", "complaints"] {
        let imported = try await Program.run(
          "redress-producer", ["import", what, Program.sample("\(what).ndjson"), "--policy", "pl"],
          database: database.connectionString)
        #expect(imported.status == 0, "\(imported.errors)")
      }
      try await database.pool.execute(.keepClocks)
      try await database.pool.execute(.nameCause)
      try await body { words in
        try await Program.run(
          "redress-monitor", ["report"] + words + ["--from", "2020-01-01", "--to", "2030-12-31"],
          database: database.connectionString)
      }
    }
  }

  @Test func attainmentIsPrintedInEveryForm() async throws {
    try await withReports { report in
      let text = try await report("attainment")
      #expect(text.status == 0, "\(text.errors)")
      #expect(text.output.contains("attainment") && text.output.contains("internal_target"))
      #expect(text.output.contains("month from"))
      let table = try await report("attainment", "--format", "csv")
      #expect(table.output.hasPrefix("\u{FEFF}policy,complaint,clock,ended,kept,late,attainment,"))
      #expect(table.output.contains("\r\npl,") && table.output.contains(",acknowledge,"))
      let page = try await report("attainment", "--format", "html", "--each", "week")
      #expect(page.output.contains("Commitments kept, by week"))
      let wrong = try await report("attainment", "--each", "year")
      #expect(wrong.status == 2 && wrong.errors.contains("day"))
    }
  }

  @Test func aDeskThatGaveNothingSaysSo() async throws {
    try await withReports { report in
      let text = try await report("cost")
      #expect(text.status == 0 && text.output.contains("Nothing was given in these days."), "\(text.errors)")
      let table = try await report("cost", "--format", "csv")
      #expect(
        table.output
          == "\u{FEFF}policy,complaint,remedy,basis,currency,complaints,given,given_amount,unknown,unknown_amount,"
          + "pending,pending_amount,codes,codes_amount,redeemed,redeemed_amount,expired,expired_amount,mean,order_value,order_share\r\n"
      )
    }
  }

  @Test func allIsOnePageThatNeedsNothingElse() async throws {
    try await withReports { report in
      let page = try await report("all", "--format", "html")
      #expect(page.status == 0, "\(page.errors)")
      for id in ["attainment", "cost", "causes", "survey"] {
        #expect(page.output.contains("<section id=\"\(id)\""), "\(id) is missing")
      }
      #expect(page.output.contains("<svg ") && !page.output.contains("<script"))
      // What people of the shop wrote is text here, too.
      #expect(page.output.contains("&lt;img src=x&gt;") && !page.output.contains("<img"))
      let text = try await report("all")
      #expect(text.output.contains("\n\nWhat complaints come from\n"))
      for format in ["csv", "json"] {
        let refused = try await report("all", "--format", format)
        #expect(refused.status == 2 && refused.errors.contains("is of one report"), "\(refused.errors)")
      }
    }
  }
}

extension Statement {
  fileprivate static let keepClocks = Statement(
    "keep_clocks",
    """
    update casework.clock
    set stopped_at = started_at + interval '1 hour',
      stopped_by = case kind when 'acknowledge' then 'acknowledged' else 'answered' end
    where kind in ('acknowledge', 'internal_target')
    """)

  fileprivate static let nameCause = Statement(
    "name_cause",
    """
    with tag as (
      insert into casework.cause (code, title, prevention) values ('tag', '<img src=x>', 'None.')
    )
    insert into casework.case_cause (case_id, code, set_by, set_at)
    select min(case_id), 'tag', 'person:Ewa', now() from casework.case_record
    on conflict (case_id) do update set code = excluded.code
    """)
}
