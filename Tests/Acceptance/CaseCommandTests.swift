import Foundation
import LibPQ
import TestSupport
import Testing

/// What a person does at the terminal when a customer is not content.
@Suite struct CaseCommandTests {
  /// Runs the test on a database with one complaint, and gives it the command `redress case`.
  private func withCase(
    _ body: (TestDatabase, (String...) async throws -> Program.Result) async throws -> Void
  ) async throws {
    try await withDatabase(.casework) { database in
      let complaint = try String(contentsOfFile: Program.sample("complaints.ndjson"), encoding: .utf8)
        .prefix { $0 != "\n" }
      let imported = try await Program.run(
        "redress-producer", ["import", "complaints", "-", "--policy", "pl"],
        database: database.connectionString, input: complaint + "\n")
      #expect(imported.status == 0, "\(imported.errors)")
      try await body(database) { words in
        try await Program.run(
          "redress", ["case"] + words, database: database.connectionString,
          environment: ["REDRESS_PERSON": "Ewa Maj"])
      }
    }
  }

  @Test func aCaseIsHandedUpRungByRung() async throws {
    try await withCase { _, redress in
      let first = try await redress("escalate", "R0000001", "--because", "high_value")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output == "Case R0000001 is with the team lead now; the customer will be told.\n")
      #expect(try await redress("escalate", "r0000001").output.contains("is with the manager now"))
      let third = try await redress("escalate", "R0000001")
      #expect(third.status == 1)
      #expect(third.errors.contains("Case R0000001 is at the top of the shop's ladder"))
      let file = try await redress("show", "R0000001")
      #expect(file.output.contains("escalated to level 2"))
      #expect(file.output.contains("person:Ewa Maj  escalated to level 2: customer request"))
      #expect(try await redress("escalate", "R0000001", "--because", "anger").status == 2)
      #expect(try await redress("escalate", "R0000099").status == 2)
    }
  }

  @Test func aRefusalIsAppealedAndDecidedAnew() async throws {
    try await withCase { database, redress in
      let early = try await redress("appeal", "R0000001")
      #expect(early.status == 1)
      #expect(early.errors.contains("Case R0000001 is received; only a refusal"))
      let ready = "update casework.case_record set state = 'manual_review'"
      try await database.pool.execute(Statement("ready", ready))
      #expect(try await redress("decide", "R0000001", "--reject", "not_our_product").status == 0)
      let appeal = try await redress("appeal", "R0000001", "--note", "Nie zgadzam się.")
      #expect(appeal.status == 0, "\(appeal.errors)")
      #expect(try await redress("list", "--review").output.contains("customer disagrees"))
      let file = try await redress("show", "R0000001")
      #expect(file.output.contains("rejected → appealed") && file.output.contains("appealed → manual review"))
      #expect(file.output.contains("Nie zgadzam się."))
      #expect(try await redress("decide", "R0000001", "--accept", "--grant", "gift").status == 0)
    }
  }

  @Test func aQuestionIsHeldAndThenAnsweredInWordsOfOnesOwn() async throws {
    try await withCase { database, redress in
      let held = try await redress("hold", "r0000001", "--text", "Sprawdzamy.")
      #expect(held.status == 0, "\(held.errors)")
      #expect(
        held.output
          == "The customer of case R0000001 will be written to; the answer is as due as before.\n")
      let ready = "update casework.case_record set state = 'manual_review', kind = 'returns_question'"
      try await database.pool.execute(Statement("ready", ready))
      let confirmed = try await redress("decide", "R0000001", "--confirm")
      #expect(confirmed.status == 2)
      #expect(confirmed.errors.contains("The rules propose nothing for case R0000001"))
      #expect(try await redress("answer", "R0000001").status == 2)
      #expect(try await redress("answer", "R0000001", "--text", "a", "--file", "b").status == 2)
      #expect(try await redress("answer", "R0000001", "--file", "/nowhere").status == 2)
      let empty = try await redress("answer", "R0000001", "--text", " ")
      #expect(empty.status == 2 && empty.errors.contains("has no words"))
      let path = NSTemporaryDirectory() + "/redress-answer-\(UUID()).txt"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try Data("Tak, w każdym sklepie.\n\nZ paragonem.\n".utf8).write(to: URL(filePath: path))
      let answered = try await redress("answer", "R0000001", "--file", path)
      #expect(answered.status == 0, "\(answered.errors)")
      #expect(answered.output == "Case R0000001 is answered; the customer will be written to.\n")
      let file = try await redress("show", "R0000001")
      #expect(file.output.contains("Said by Ewa Maj, with decision 1"))
      #expect(file.output.contains("  Tak, w każdym sklepie.") && file.output.contains("  Z paragonem."))
      #expect(file.output.contains("manual review → resolved"))
    }
  }
}
