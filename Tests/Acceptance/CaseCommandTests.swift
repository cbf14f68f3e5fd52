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

  @Test func aPromiseIsMadeReplacedAndKept() async throws {
    try await withCase { _, redress in
      let made = try await redress("promise", "R0000001", "--what", "delivery", "--by-when", "2199-03-05")
      #expect(made.status == 0, "\(made.errors)")
      #expect(made.output.hasPrefix("Promise 1 of case R0000001 is to be kept before 2199-03-0"))
      let instead = try await redress(
        "promise", "r0000001", "--instead", "1", "--by-when", "2199-04-01 12:00")
      #expect(instead.status == 0, "\(instead.errors)")
      #expect(instead.output.hasSuffix("The customer will be told.\n"))
      #expect(try await redress("kept", "R0000001", "2").output == "Promise 2 of case R0000001 was kept.\n")
      let file = try await redress("show", "R0000001").output
      #expect(file.contains("promise 1 cannot be kept; instead: promise 2"))
      #expect(file.contains("person:Ewa Maj  promise 2 was kept"))

      let again = try await redress("kept", "R0000001", "2")
      #expect(again.status == 2)
      #expect(again.errors.contains("Promise 2 of case R0000001 was kept, or another took its place."))
      #expect(try await redress("promise", "R0000001", "--what", "delivery", "--instead", "1").status == 2)
      #expect(try await redress("promise", "R0000001").status == 2)
      let soon = try await redress("promise", "R0000001", "--what", "answer", "--by-when", "soon")
      #expect(soon.status == 2)
      #expect(soon.errors.contains("Soon is no time: write a day"))
    }
  }

  @Test func whatAPersonPassesOnIsListedAndTold() async throws {
    try await withCase { database, _ in
      func message(_ words: String...) async throws -> Program.Result {
        try await Program.run(
          "redress", ["message"] + words, database: database.connectionString,
          environment: ["REDRESS_PERSON": "Ewa Maj"])
      }
      #expect(try await message("list").output == "Nothing is to be passed on.\n")
      try await database.pool.execute(
        Statement(
          "hand", "update casework.notification set handed_at = now(), sent_by = 'hand', channel = 'phone'"))
      let list = try await message("list")
      #expect(list.status == 0 && list.output.contains("R0000001") && list.output.contains("phone"))
      #expect(try await message("told", "1").output == "Recorded: the customer was told message 1.\n")
      let again = try await message("told", "1")
      #expect(again.status == 1 && again.errors.contains("was told is recorded already"))
      let unknown = try await message("told", "99")
      #expect(unknown.status == 2 && unknown.errors.contains("redress message list"))
      #expect(try await message("bounced", "<nobody@nowhere>").status == 2)
      #expect(try await message("bounced", "1", "--because", "boredom").status == 2)
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
