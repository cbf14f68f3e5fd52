import Foundation
import LibPQ
import TestSupport
import Testing

/// Files, bundles, mediations, and what a customer can ask for as a person: at the terminal.
@Suite struct RecordCommandTests {
  /// Runs the test in a folder of its own, on a database with one complaint, and gives it the command `redress`.
  private func withCase(
    _ body: (TestDatabase, URL, (String...) async throws -> Program.Result) async throws -> Void
  ) async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let complaint = try String(contentsOfFile: Program.sample("complaints.ndjson"), encoding: .utf8)
          .prefix { $0 != "\n" }
        let imported = try await Program.run(
          "redress-producer", ["import", "complaints", "-", "--policy", "pl"],
          database: database.connectionString, input: complaint + "\n")
        #expect(imported.status == 0, "\(imported.errors)")
        try await body(database, folder) { words in
          try await Program.run(
            "redress", words, database: database.connectionString, environment: ["REDRESS_PERSON": "Ewa Maj"],
            in: folder)
        }
      }
    }
  }

  private func work(_ database: TestDatabase, _ folder: URL) async throws {
    let result = try await Program.run(
      "redress-worker", ["--until-idle", "--poll", "50ms"], database: database.connectionString, in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func aFileIsKeptListedAndWrittenOut() async throws {
    try await withCase { _, folder, redress in
      let photo = Data([0xFF, 0xD8, 0xFF, 0xE0, 7])
      try photo.write(to: folder.appending(path: "szkoda.png"))
      let kept = try await redress("case", "attach", "r0000001", "szkoda.png", "--as", "photos")
      #expect(kept.status == 0, "\(kept.errors)")
      #expect(kept.output == "Attachment 1 of case R0000001: jpeg.\n")
      let list = try await redress("case", "attachments", "R0000001")
      #expect(list.output.contains("szkoda.png") && list.output.contains("photos"))
      let shown = try await redress("case", "show", "R0000001").output
      #expect(shown.contains("photos (file 1)"))
      let provided = try await redress("case", "provide", "R0000001", "--evidence", "receipt")
      #expect(provided.output.contains("No file is kept of: receipt. To keep one: redress case attach"))

      #expect(try await redress("case", "save", "R0000001", "1", "out/a.jpg").status == 0)
      #expect(try Data(contentsOf: folder.appending(path: "out/a.jpg")) == photo)
      let twice = try await redress("case", "save", "R0000001", "1", "out/a.jpg")
      #expect(twice.status == 2 && twice.errors.contains("is there already"))
      let unknown = try await redress("case", "save", "R0000001", "2", "b")
      #expect(unknown.status == 2 && unknown.errors.contains("redress case attachments R0000001"))
      let elsewhere = try await redress("case", "save", "R0000001", "1", "b", "--attachments", "nowhere")
      #expect(elsewhere.status == 1 && elsewhere.errors.contains("REDRESS_ATTACHMENTS"))
    }
  }

  @Test func whatIsNoFileIsToldWithoutBeingKept() async throws {
    try await withCase { _, folder, redress in
      try Data([0x4D, 0x5A, 0]).write(to: folder.appending(path: "photo.jpg"))
      for (file, words) in [
        ("none", "There is no file none."), (".", ". is no file that can be read."),
        ("photo.jpg", "The file is of no type that is known here"),
      ] {
        let refused = try await redress("case", "attach", "R0000001", file)
        #expect(refused.status == 2 && refused.errors.contains(words), "\(refused.errors)")
      }
      #expect(try await redress("case", "attach", "R0000001", "photo.jpg", "--as", "picture").status == 2)
      #expect(
        try await redress("case", "attachments", "R0000001").output == "Case R0000001 has no attachment.\n")
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "attachments").path))
    }
  }

  @Test func aBundleIsWrittenAsAFolderAndAsAnArchive() async throws {
    try await withCase { database, folder, redress in
      try await work(database, folder)
      let written = try await redress("case", "bundle", "R0000001", "for the mediator")
      #expect(written.status == 0, "\(written.errors)")
      let sums = folder.appending(path: "for the mediator/SHA256SUMS")
      #expect(try String(contentsOf: sums, encoding: .utf8).contains("  messages/1-acknowledgement.eml\n"))
      let again = try await redress("case", "bundle", "R0000001", "for the mediator")
      #expect(again.status == 2 && again.errors.contains("Name a new folder"))
      let archive = try await redress("case", "bundle", "R0000001", "a.zip")
      #expect(archive.status == 0)
      #expect(try Data(contentsOf: folder.appending(path: "a.zip")).starts(with: Data("PK".utf8)))
      // The same digest in both.
      #expect(written.output.split(separator: " ").last == archive.output.split(separator: " ").last)
      #expect(
        try await redress("case", "show", "R0000001").output.contains("everything was handed over, in "))
    }
  }

  @Test func aMediationIsRecorded() async throws {
    try await withCase { _, _, redress in
      let opened = try await redress(
        "case", "mediation", "open", "r0000001", "--mediator", "Inspekcja", "--text", "Czas.")
      #expect(opened.output == "Mediation 1 of case R0000001 has begun.\n", "\(opened.errors)")
      let silent = try await redress("case", "mediation", "propose", "R0000001", "--from", "customer")
      #expect(silent.status == 2 && silent.errors.contains("It is not said what is proposed."))
      #expect(
        try await redress(
          "case", "mediation", "propose", "R0000001", "--from", "customer", "--text", "Połowa."
        ).output
          == "Proposal 1 of case R0000001 is recorded.\n")
      let early = try await redress("case", "mediation", "close", "R0000001")
      #expect(early.status == 2 && early.errors.contains("have not agreed to the same proposal"))
      let agreed = try await redress("case", "mediation", "agree", "R0000001", "1", "--party", "shop")
      #expect(agreed.output.hasPrefix("Both sides agree."))
      #expect(
        try await redress("case", "mediation", "close", "R0000001").output.contains(
          "redress case decide R0000001 --accept --grant"))
      let shown = try await redress("case", "show", "R0000001").output
      #expect(shown.contains("Mediation 1: Inspekcja, agreed on proposal 1"))
      #expect(shown.contains("1. of the customer: Połowa."))
      #expect(
        try await redress("case", "mediation", "agree", "R0000001", "1", "--party", "court").status == 2)
    }
  }

  @Test func aCustomerIsExportedAndForgotten() async throws {
    try await withCase { database, folder, redress in
      try Data("Paragon".utf8).write(to: folder.appending(path: "p.txt"))
      #expect(try await redress("case", "attach", "R0000001", "p.txt").status == 0)
      try await work(database, folder)
      let exported = try await redress("customer", "export", "case:r0000001", "held")
      #expect(exported.status == 0, "\(exported.errors)")
      #expect(
        try String(contentsOf: folder.appending(path: "held/R0000001/attachments/1.txt"), encoding: .utf8)
          == "Paragon")
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "held/customer.json").path))

      let open = try await redress("customer", "erase", "case:R0000001", "--yes")
      #expect(open.status == 1 && open.errors.contains("redress case withdraw"), "\(open.errors)")
      #expect(try await redress("case", "withdraw", "R0000001").status == 0)
      let unasked = try await redress("customer", "erase", "case:R0000001")
      #expect(unasked.status == 2 && unasked.errors.contains("--yes"))
      let erased = try await redress("customer", "erase", "case:R0000001", "--yes")
      #expect(erased.status == 0, "\(erased.errors)")
      #expect(erased.output.hasPrefix("The customer is forgotten: 1 case, 1 attachment.\n"))
      try await work(database, folder)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "attachments/R0000001").path))
      // What is left are mails to the shop's own people, which name nobody.
      let mails = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "mail").path)
        .filter { $0.hasSuffix(".eml") }
      #expect(mails.allSatisfy { $0.hasPrefix("staff-digest-") }, "\(mails)")
      let shown = try await redress("case", "show", "R0000001").output
      #expect(shown.contains("erased") && shown.contains("erased, for good: words"))
      let nobody = try await redress("customer", "erase", "K-0", "--yes")
      #expect(nobody.status == 2 && nobody.errors.contains("There is no customer K-0 of shop."))
      let late = try await redress("case", "note", "R0000001", "Anna")
      #expect(late.status == 1 && late.errors.contains("nothing is added to it any more"))
    }
  }
}
