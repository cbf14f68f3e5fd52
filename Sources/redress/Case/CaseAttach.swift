import ArgumentParser
import Casework
import Complaints
import Foundation
import Gateways
import Programs

struct CaseAttach: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attach",
    abstract: "Keeps a file that the customer has sent in.",
    discussion: """
      redress case attach R0000012 photo.jpg --as photos
      redress case attach R0000012 letter.pdf

      What a file shows is evidence: a case that waited for it, or for a person, is verified again. How large files may be, how many, and of \
      which types, is in the policy; the type is found in the file, not in its name.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(help: ArgumentHelp("The file.", valueName: "file"))
  var file: String

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("What it shows: receipt, photos …; may be repeated.", valueName: "evidence"))
  var evidence: [Evidence] = []

  @OptionGroup var store: AttachmentOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let content = try read()
    let taken = try await database.withPool { pool in
      try await CaseDesk(pool: pool).attach(
        reference, content, named: AttachmentName(file), showing: Set(evidence), by: person.by,
        in: AttachmentFolder(store.attachments))
    }
    let known = taken.wasThere ? ", which the case had already" : ""
    Terminal.output.print(
      "Attachment \(taken.number) of case \(reference.uppercased()): \(taken.type.rawValue)\(known).")
  }

  /// No more of it than the largest file that any policy allows: what is larger is refused without being read.
  private func read() throws -> [UInt8] {
    let limit = AttachmentRules.megabytes.upperBound * 1_000_000
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder) else {
      throw Failure.wrongInput("There is no file \(file.safeForTerminal()).")
    }
    guard !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: file) else {
      throw Failure.wrongInput("\(file.safeForTerminal()) is no file that can be read.")
    }
    defer { try? handle.close() }
    return [UInt8](try handle.read(upToCount: limit + 1) ?? Data())
  }
}
