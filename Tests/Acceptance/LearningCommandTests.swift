import Foundation
import LibPQ
import TestSupport
import Testing

/// Surveys, causes and their reports, as people call them.
@Suite struct LearningCommandTests {
  /// Runs the test on a database with the samples' orders and complaints.
  private func withDesk(
    _ body: (TestDatabase, (String...) async throws -> Program.Result) async throws -> Void
  ) async throws {
    try await withDatabase(.casework) { database in
      for what in ["orders", "complaints"] {
        let imported = try await Program.run(
          "redress-producer", ["import", what, Program.sample("\(what).ndjson"), "--policy", "pl"],
          database: database.connectionString)
        #expect(imported.status == 0, "\(imported.errors)")
      }
      try await body(database) { words in
        try await Program.run(
          words[0], Array(words.dropFirst()), database: database.connectionString,
          environment: ["REDRESS_PERSON": "Ewa Maj"])
      }
    }
  }

  @Test func aCaseIsPutDownToACauseAndCounted() async throws {
    try await withDesk { _, run in
      let added = try await run(
        "redress", "cause", "add", "size_chart", "--title", "Wrong sizes", "--prevention", "=Measure again")
      #expect(added.status == 0 && added.output == "The cause size_chart is in the catalogue.\n")
      let set = try await run("redress", "case", "cause", "r0000001", "size_chart")
      #expect(set.status == 0 && set.output == "Case R0000001 is put down to size_chart.\n", "\(set.errors)")
      let unknown = try await run("redress", "case", "cause", "R0000001", "weather")
      #expect(unknown.status == 2 && unknown.errors.contains("There is no cause weather."))
      #expect(unknown.errors.contains("redress cause list"))
      #expect(
        try await run("redress", "cause", "add", "Size", "--title", "a", "--prevention", "b").status == 2)
      #expect(try await run("redress", "cause", "list").output.contains("size_chart"))
      #expect(
        try await run("redress", "case", "show", "R0000001").output.contains("size chart, by person:Ewa Maj"))

      let report = try await run(
        "redress-monitor", "report", "causes", "--from", "2000-01-01", "--to", "2100-01-01")
      #expect(report.status == 0, "\(report.errors)")
      #expect(report.output.contains("size_chart") && report.output.contains("not known"))
      let table = try await run(
        "redress-monitor", "report", "causes", "--from", "2000-01-01", "--to", "2100-01-01", "--by", "cause",
        "--format", "csv")
      #expect(table.output.hasPrefix("\u{FEFF}cause,complaints,share,breach_rate,repeat_rate"))
      // What a person of the shop wrote is run by no spreadsheet either.
      #expect(table.output.contains(",'=Measure again,"))
    }
  }

  @Test func aChangeIsRecorded() async throws {
    try await withDesk { _, run in
      func change(_ words: String...) async throws -> Program.Result {
        try await Program.run(
          "redress", ["cause", "change", "delay", "--what", "Another carrier"] + words,
          database: "host=/nowhere")
      }
      let nothing = try await run("redress", "cause", "tell", "delay")
      #expect(nothing.status == 2 && nothing.errors.contains("Nothing was changed against delay"))
      let done = try await run(
        "redress", "cause", "change", "delay", "--what", "Another carrier", "--made-on", "2026-01-02",
        "--tell",
        "en=We have another carrier.", "--tell", "pl=Mamy innego kuriera.")
      #expect(done.status == 0, "\(done.errors)")
      #expect(try await run("redress", "cause", "list").output.contains("2026-01-02: Another carrier"))
      // It was made before anybody complained.
      let told = try await run("redress", "cause", "tell", "delay")
      #expect(told.status == 0 && told.output == "Nobody is told: there is nobody left.\n", "\(told.errors)")
      let future = try await run(
        "redress", "cause", "change", "delay", "--what", "x", "--made-on", "2199-01-02")
      #expect(future.status == 2 && future.errors.contains("2199-01-02 has not come"))
      let promise = try await run(
        "redress", "cause", "change", "delay", "--what", "x", "--made-on", "2026-01-02", "--tell",
        "en=It comes shortly.")
      #expect(promise.status == 2 && promise.errors.contains("shortly"))
      // Nothing of this needs a database to be refused.
      #expect(try await change("--made-on", "soon").status == 2)
      #expect(try await change("--made-on", "2026-01-02", "--tell", "de=Ja").status == 2)
      let twice = try await change("--made-on", "2026-01-02", "--tell", "en=a", "--tell", "en=b")
      #expect(twice.status == 2 && twice.errors.contains("twice"))
    }
  }

  @Test func anAnswerIsEnteredAndReported() async throws {
    try await withDesk { database, run in
      try await database.pool.execute(
        Statement(
          "ask",
          """
          with asked as (
            insert into casework.notification (case_id, kind, sequence, channel, locale, created_at)
            select case_id, 'survey', 1, 'email', 'en', now() from casework.case_record where case_id <= 2
            returning notification_id, case_id
          ), survey as (
            insert into casework.survey (notification_id, case_id, questions, asked_at, expires_at)
            select notification_id, case_id, '{"settled": "yes_no", "better": "text"}', now(), now() + interval '1 day' from asked
          )
          insert into casework.survey_code (code_hash, notification_id)
          select sha256(convert_to(repeat(case_id::text, 28), 'UTF8')), notification_id from asked
          """))
      let code = String(repeating: "1", count: 28)
      let answered = try await run("redress", "survey", "answer", code, "settled=yes", "better=Call = back.")
      #expect(answered.status == 0 && answered.output == "The answers are recorded.\n", "\(answered.errors)")
      let again = try await run("redress", "survey", "answer", code, "settled=no")
      #expect(again.status == 1 && again.errors.contains("This survey was answered before."))
      let unknown = try await run("redress", "survey", "answer", "2222", "settled=no")
      #expect(unknown.status == 2 && unknown.errors.contains("No survey has this code."))
      let other = String(repeating: "2", count: 28)
      let wrong = try await run("redress", "survey", "answer", other, "settled=maybe")
      #expect(wrong.status == 1 && wrong.errors.contains("The answer to settled is yes or no."))
      #expect(try await run("redress", "survey", "answer", other, "settled").status == 2)
      #expect(try await run("redress", "survey", "answer", other, "settled=yes", "settled=no").status == 2)
      #expect(try await run("redress", "survey", "answer", other).status == 2)
      #expect(try await run("redress", "case", "show", "R0000001").output.contains("better: Call = back."))

      let report = try await run(
        "redress-monitor", "report", "survey", "--from", "2000-01-01", "--to", "2100-01-01")
      #expect(report.status == 0 && report.output.contains("settled"), "\(report.errors)")
      let table = try await run(
        "redress-monitor", "report", "survey", "--from", "2000-01-01", "--to", "2100-01-01", "--format", "csv"
      )
      #expect(table.output.contains(",settled,yes,1,1.0,\r\n"))
      let turned = try await run(
        "redress-monitor", "report", "survey", "--from", "2026-02-01", "--to", "2026-01-01")
      #expect(turned.status == 2 && turned.errors.contains("--from is not after --to"))
      #expect(
        try await run("redress-monitor", "report", "causes", "--from", "x", "--to", "2026-01-01").status == 2)
    }
  }
}
