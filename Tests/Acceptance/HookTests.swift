import Casework
import Foundation
import LibPQ
import TestSupport
import Testing

/// Complaints that a front door hands in as they come (docs/import.md).
@Suite struct HookTests {
  private struct Answer: Decodable {
    struct Problem: Decodable {
      let code: String
      let field: String?
      let reason: String
      let remedy: String
    }

    let line: Int
    let result: String
    let reference: String?
    let `case`: String?
    let notices: [String]
    let problems: [Problem]
  }

  private static func complaint(_ reference: String, body: String = "Pęknięty.", more: String = "") -> String
  {
    """
    {"reference":"\(reference)","kind":"damaged","channel":"social","locale":"pl",\
    "submitted_at":"2026-03-01T10:00:00Z","body":"\(body)"\(more)}

    """
  }

  private static func answers(_ output: String) throws -> [Answer] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
  }

  @Test func whatIsHandedInIsAnsweredLineByLine() async throws {
    try await withDatabase(.casework) { database in
      let input =
        Self.complaint("W-1") + "\n" + "no json\n" + Self.complaint("W-1")
        + Self.complaint("W-1", body: "Inny.")
        + Self.complaint("W-2", more: #","kindness":"x","claimed_amount":"-5","currency":"PLN""#)
        + #"{"reference":"W-3","kind":"broken"}"# + "\n" + "[1]\n"
        + Self.complaint("W-4", more: #","order_reference":"A-1""#)
      let hook = try await Program.run(
        "redress-producer", ["hook", "--policy", "pl"], database: database.connectionString, input: input)
      #expect(hook.status == 0, "\(hook.errors)")
      let answers = try Self.answers(hook.output)
      #expect(answers.map(\.line) == [1, 3, 4, 5, 6, 7, 8, 9], "a blank line has none")
      #expect(
        answers.map(\.result)
          == [
            "opened", "rejected", "already_there", "rejected", "rejected", "rejected", "rejected", "opened",
          ])
      #expect(answers[0].case == "R0000001" && answers[2].case == "R0000001" && answers[3].case == nil)
      #expect(answers[1].problems.map(\.code) == ["broken_json"])
      #expect(answers[3].reference == "W-1" && answers[3].problems.map(\.code) == ["conflicting_reference"])
      #expect(answers[4].problems.map(\.field) == ["claimed_amount"])
      #expect(
        Set(answers[5].problems.compactMap(\.field)) == ["kind", "channel", "locale", "submitted_at", "body"])
      #expect(answers[5].problems.allSatisfy { !$0.reason.isEmpty && !$0.remedy.isEmpty })
      #expect(
        answers[7].notices == [
          "no order has this reference: the customer will be asked for a proof of purchase"
        ])
      let file = try await CaseDesk(pool: database.pool).show("R0000001")
      #expect(file.words?.body == "Pęknięty.")
      #expect(try await CaseDesk(pool: database.pool).show("R0000002").order == "A-1")
    }
  }

  /// Kept running: who hands in waits for the answer before anything else is written.
  @Test func anAnswerComesBeforeTheNextLineIsWritten() async throws {
    try await withDatabase(.casework) { database in
      let (inputs, outputs) = (Pipe(), Pipe())
      let process = Process()
      process.executableURL = Program.folder.appendingPathComponent("redress-producer")
      process.arguments = ["hook", "--policy", "pl"]
      process.environment = ["DATABASE_URL": database.connectionString, "PATH": "/usr/bin"]
      (process.standardInput, process.standardOutput) = (inputs, outputs)
      try process.run()
      defer { process.terminate() }
      for number in 1...3 {
        try inputs.fileHandleForWriting.write(contentsOf: Data(Self.complaint("W-\(number)").utf8))
        let answer = try Self.answers(await Self.line(from: outputs))
        #expect(answer.map(\.case) == ["R000000\(number)"])
        #expect(answer.map(\.line) == [number])
      }
      try inputs.fileHandleForWriting.close()
      #expect(try await Self.line(from: outputs).isEmpty)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
  }

  /// What the pipe holds, once it holds something: an answer is written at once.
  private static func line(from pipe: Pipe) async throws -> String {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(
          returning: String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self))
      }
    }
  }
}
