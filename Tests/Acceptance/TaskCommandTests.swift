import Foundation
import LibPQ
import TestSupport
import Testing

/// What the people in the warehouse do at the terminal.
@Suite struct TaskCommandTests {
  @Test func aTaskIsListedDoneOrComesToNothing() async throws {
    try await withDatabase(.casework) { database in
      func redress(_ words: String...) async throws -> Program.Result {
        try await Program.run(
          "redress", words, database: database.connectionString, environment: ["REDRESS_PERSON": "Ewa Maj"])
      }
      #expect(try await redress("task", "list").output == "Nothing is to be done.\n")
      let complaint = try String(contentsOfFile: Program.sample("complaints.ndjson"), encoding: .utf8)
        .prefix { $0 != "\n" }
      let imported = try await Program.run(
        "redress-producer", ["import", "complaints", "-", "--policy", "pl"],
        database: database.connectionString, input: complaint + "\n")
      #expect(imported.status == 0, "\(imported.errors)")
      let ready = "update casework.case_record set state = 'manual_review'"
      try await database.pool.execute(Statement("ready", ready))
      try await give("repair")

      let list = try await redress("task", "list")
      #expect(list.status == 0, "\(list.errors)")
      #expect(list.output.contains("repair") && list.output.contains("R0000001"))
      #expect(try await redress("task", "list", "--kind", "gift").output == "Nothing is to be done.\n")
      #expect(try await redress("task", "list", "--kind", "gifts").status == 2)
      #expect(try await redress("task", "done", "1", "--reference", "<b>").status == 2)
      let failed = try await redress(
        "task", "fail", "1", "--because", "beyond_repair", "--note", "Spalony silnik.")
      #expect(failed.status == 0, "\(failed.errors)")
      #expect(failed.output == "Task 1 has come to nothing.\n")
      let late = try await redress("task", "done", "1")
      #expect(late.status == 1 && late.errors.contains("Task 1 has come to nothing already"))
      #expect(try await redress("case", "list", "--review").output.contains("task failed"))

      try await give("replacement")
      let done = try await redress("task", "done", "2", "--reference", "RR 123 PL")
      #expect(done.status == 0 && done.output == "Task 2 is done.\n", "\(done.errors)")
      let unknown = try await redress("task", "done", "99")
      #expect(unknown.status == 2 && unknown.errors.contains("redress task list"))
      #expect(try await redress("task", "done", "2", "--by", " ").status == 2)
      let file = try await redress("case", "show", "R0000001").output
      #expect(file.contains("to be done by people: repair"))
      #expect(file.contains("person:Ewa Maj  came to nothing: repair: beyond repair"))
      #expect(file.contains("person:Ewa Maj  done by people: send replacement"))
      #expect(file.contains("RR 123 PL") && file.contains("Spalony silnik."))

      /// A person grants it, and a worker puts it on the list.
      func give(_ remedy: String) async throws {
        let decided = try await redress("case", "decide", "R0000001", "--accept", "--grant", remedy)
        #expect(decided.status == 0, "\(decided.errors)")
        let worked = try await Program.run(
          "redress-worker", ["--until-idle", "--poll", "50ms", "--queues", "compensate"],
          database: database.connectionString)
        #expect(worked.status == 0, "\(worked.errors)")
      }
    }
  }
}
