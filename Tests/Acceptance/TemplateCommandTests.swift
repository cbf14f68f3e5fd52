import Complaints
import Foundation
import TestSupport
import Testing

/// `redress template`, and a worker with texts of the merchant's own.
@Suite struct TemplateCommandTests {
  private func ownTexts(_ folder: URL, _ old: String = "", _ new: String = "") async throws -> String {
    let shown = try await Program.run("redress", ["template", "show", "pl-PL"])
    #expect(shown.status == 0)
    #expect(shown.output == TemplateFile.shipped("messages_pl.yaml")?.text)
    let text = old.isEmpty ? shown.output : shown.output.replacing(old, with: new)
    #expect(old.isEmpty || text != shown.output)
    try text.write(
      to: folder.appendingPathComponent("messages_pl.yaml"), atomically: true, encoding: .utf8)
    return folder.path
  }

  @Test func whatIsShownCanBeCheckedAndPreviewed() async throws {
    try await withFolder { folder in
      let texts = try await ownTexts(folder, "Z pozdrowieniami", "Serdecznie pozdrawiamy")
      let check = try await Program.run("redress", ["template", "check", texts])
      #expect(check.status == 0, "\(check.errors)")
      #expect(check.output.contains("messages_pl.yaml: fine"))
      #expect(check.output.contains("messages_ru.yaml: not there, the shipped texts are used"))
      let preview = try await Program.run(
        "redress",
        ["template", "preview", "--locale", "pl", "--templates", texts, "--to", "\(texts)/out"])
      #expect(preview.status == 0, "\(preview.errors)")
      #expect(preview.output.split(separator: "\n").count == MessageKind.allCases.count)
      for kind in MessageKind.allCases {
        let page = try String(contentsOfFile: "\(texts)/out/\(kind.rawValue).pl.html", encoding: .utf8)
        #expect(page.contains("Sklep Przykładowy"))
        let mail = try String(contentsOfFile: "\(texts)/out/\(kind.rawValue).pl.eml", encoding: .utf8)
        #expect(mail.contains("Content-Type: multipart/alternative"))
      }
    }
  }

  @Test func whatIsWrongIsToldWithItsLine() async throws {
    try await withFolder { folder in
      let texts = try await ownTexts(folder, "{{responsible}}", "{{responsable}}")
      let preview = ["template", "preview", "survey", "--locale", "pl", "--templates", texts]
      for arguments in [["template", "check", texts], preview] {
        let result = try await Program.run("redress", arguments)
        #expect(result.status == 2)
        #expect(result.errors.contains("problems:"))
        #expect(result.errors.firstMatch(of: /messages_pl.yaml:[0-9]+:/) != nil)
        #expect(result.errors.contains("responsable"))
      }
    }
  }

  @Test func aWorkerThatCannotWriteDoesNotStart() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let texts = try await ownTexts(folder, "{{responsible}}", "{{responsable}}")
        let worker = try await Program.run(
          "redress-worker", ["--until-idle", "--mail", "\(texts)/mail", "--templates", texts],
          database: database.connectionString)
        #expect(worker.status == 2)
        #expect(worker.errors.contains("responsable"))
      }
    }
  }

  @Test func aWorkerWritesWithTheMerchantsTexts() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let greeting = "  closing: |\n"
        let texts = try await ownTexts(folder, greeting, greeting + "    Z wyrazami szacunku od nas,\n")
        let submitted = try await Program.run(
          "redress-producer",
          ["submit", "--policy", "pl", "--kind", "damaged", "--locale", "pl", "--body", "Stłuczony."]
            + ["--email", "jan@example.com"],
          database: database.connectionString)
        #expect(submitted.status == 0, "\(submitted.errors)")
        let worker = try await Program.run(
          "redress-worker", ["--until-idle", "--mail", "\(texts)/mail"], database: database.connectionString,
          environment: ["REDRESS_TEMPLATES": texts])
        #expect(worker.status == 0, "\(worker.errors)")
        let mails = try FileManager.default.contentsOfDirectory(atPath: "\(texts)/mail")
          .filter { $0.hasSuffix(".eml") }
        #expect(!mails.isEmpty)
        for mail in mails {
          let text = try String(contentsOfFile: "\(texts)/mail/\(mail)", encoding: .utf8)
          #expect(text.contains("Z wyrazami szacunku od nas,"))
        }
      }
    }
  }

  @Test func aFolderThatIsNotThereNamesTheFirstStep() async throws {
    let result = try await Program.run("redress", ["template", "check", "/nowhere/at/all"])
    #expect(result.status == 2)
    #expect(result.errors.contains("redress template show pl >"))
  }
}
