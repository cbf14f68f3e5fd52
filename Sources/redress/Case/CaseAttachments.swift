import ArgumentParser
import Casework
import Foundation
import Gateways
import Programs

struct CaseAttachments: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attachments",
    abstract: "Lists the files of a case.",
    discussion: "To look at one: redress case save CASE NUMBER FILE")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let attachments: [CaseFile.Attachment]
  }

  func run() async throws {
    let file = try await database.withPool { try await CaseDesk(pool: $0).show(reference) }
    try output.print(Report(attachments: file.attachments)) { terminal in
      let table = CaseText.attachments(file.attachments) { instantText($0) }
      return table.isEmpty ? ["Case \(file.reference) has no attachment."] : table.lines(for: terminal)
    }
  }
}

struct CaseSave: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Writes a file of a case out, compared with what came in.",
    discussion: "Nothing is overwritten. What customers send may be harmful to the program that opens it.")

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The attachment, as case attachments lists it.", valueName: "number"))
  var number: Int

  @Argument(help: ArgumentHelp("Where it is written.", valueName: "file"))
  var file: String

  @OptionGroup var store: AttachmentOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    guard !FileManager.default.fileExists(atPath: file) else {
      throw Failure.wrongInput("\(file.safeForTerminal()) is there already.", remedy: "Name another file.")
    }
    let content = try await database.withPool { pool in
      try await CaseDesk(pool: pool).attachment(
        reference, number, in: AttachmentFolder(store.attachments))
    }
    try DurableFile.write(content, to: file)
    Terminal.output.print(
      "Attachment \(number) of case \(reference.uppercased()) is in \(file.safeForTerminal()).")
  }
}
