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
      let first = try await redress("escalate", "R0000001")
      #expect(first.status == 0, "\(first.errors)")
      #expect(first.output == "Case R0000001 is with the team lead now; the customer will be told.\n")
      #expect(
        try await redress("escalate", "r0000001", "--because", "high_value").output.contains(
          "is with the manager now"))
      let third = try await redress("escalate", "R0000001")
      #expect(third.status == 1)
      #expect(third.errors.contains("Case R0000001 is at the top of the shop's ladder"))
      let file = try await redress("show", "R0000001")
      #expect(file.output.contains("escalated to level 2"))
      #expect(
        file.output.contains("person:Ewa Maj  escalated to level 2 (Agnieszka Lewandowska): high value"))
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

  @Test func aCaseIsAssignedAndListedByWhoHasIt() async throws {
    try await withCase { database, redress in
      func handler(_ words: String...) async throws -> Program.Result {
        try await Program.run("redress", ["handler"] + words, database: database.connectionString)
      }
      #expect(try await handler("list").output.contains("Nobody is on the list"))
      let unlisted = try await redress("assign", "R0000001", "--auto")
      #expect(unlisted.status == 2 && unlisted.errors.contains("Nobody is on the list of handlers."))
      #expect(
        try await handler("add", "Ewa Maj", "--email", "ewa@shop.example", "--language", "pl").output
          == "Ewa Maj is on the list.\n")
      #expect(
        try await handler("add", "Jan Lis", "--email", "jan@shop.example", "--rung", "manager").status == 0)
      let again = try await handler("add", "EWA MAJ", "--email", "ewa@shop.example")
      #expect(again.status == 1 && again.errors.contains("redress handler set"))
      #expect(try await handler("add", "Olga", "--email", "olga").status == 2)
      #expect(try await handler("add", "Olga", "--email", "o@shop.example", "--rung", "boss").status == 2)
      #expect(try await handler("set", "Ewa Maj", "--away", "--back").status == 2)
      #expect(try await handler("set", "Ewa Maj").status == 2)

      let assigned = try await redress("assign", "r0000001", "--auto")
      #expect(assigned.output == "Ewa Maj answers for case R0000001 now.\n", "\(assigned.errors)")
      #expect(try await redress("assign", "R0000001").status == 2)
      #expect(try await redress("assign", "R0000001", "Ewa Maj", "--auto").status == 2)
      let nobody = try await redress("assign", "R0000001", "Olga")
      #expect(nobody.status == 2 && nobody.errors.contains("See: redress handler list"))
      let stranger = try await redress("note", "R0000001", "Hm.", "--by", "Olga")
      #expect(stranger.status == 2 && stranger.errors.contains("Olga is not on the shop's list of handlers."))

      #expect(try await redress("list", "--mine").output.contains("R0000001"))
      #expect(try await redress("list", "--handler", "EWA MAJ").output.contains("R0000001"))
      #expect(try await redress("list", "--handler", "Jan Lis").output == "There is no such case.\n")
      #expect(
        try await redress("list", "--handler", "Ewa Maj", "--state", "closed").output
          == "There is no such case.\n")
      #expect(try await redress("list", "--handler", "Ewa Maj", "--mine").status == 2)
      let list = try await handler("list").output
      #expect(list.contains("ewa@shop.example") && list.contains("manager"))
      let busy = try await handler("remove", "Ewa Maj")
      #expect(busy.status == 1)
      #expect(busy.errors.contains("Ewa Maj answers for 1 open case: assign it first."))
      #expect(busy.errors.contains("redress case list --handler 'Ewa Maj'"))
      #expect(try await redress("assign", "R0000001", "Jan Lis").status == 0)
      #expect(try await handler("remove", "Ewa Maj").output == "Ewa Maj is off the list.\n")
      #expect(try await handler("remove", "Ewa Maj").status == 2)
    }
  }

  @Test func aCaseIsExamined() async throws {
    try await withCase { database, redress in
      let ready = "update casework.case_record set state = 'manual_review'"
      try await database.pool.execute(Statement("ready", ready))
      #expect(try await redress("examine", "R0000001", "--until", "soon").status == 2)
      #expect(
        try await redress("examine", "R0000001", "--until", "2020-01-01").errors.contains(
          "2020-01-01 is over."))
      let given = try await redress(
        "examine", "R0000001", "--reason", "awaiting_parts", "--until", "2199-03-05")
      #expect(given.status == 0, "\(given.errors)")
      #expect(
        given.output.hasPrefix("Case R0000001 is examined until 2199-03-05; the customer will be told."))
      #expect(given.output.contains(", as before."))
      let again = try await redress("examine", "R0000001", "--until", "2199-03-05")
      #expect(again.status == 1 && again.errors.contains("Case R0000001 is expert_examination"))
      let found = try await redress("examined", "R0000001", "--finding", "Pęknięta grzałka.")
      #expect(found.output == "Noted; case R0000001 waits for a decision.\n", "\(found.errors)")
      let file = try await redress("show", "R0000001").output
      #expect(file.contains("an expert has it until 2199-03-05: awaiting parts"))
      #expect(file.contains("Pęknięta grzałka."))
      #expect(try await redress("examined", "R0000001", "--finding", "Znowu.").status == 1)
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
