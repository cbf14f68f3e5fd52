import ArgumentParser
import Casework
import Foundation
import Gateways
import Programs

/// Where the files of a bundle are, and where it goes.
struct BundleOptions: ParsableArguments {
  @OptionGroup var store: AttachmentOptions
  @OptionGroup var messages: MailFolderOptions

  var sources: BundleSources {
    BundleSources(attachments: AttachmentFolder(store.attachments), messages: MessageArchive(messages.mail))
  }

  /// Nothing that is there is mixed with what is written.
  static func check(_ target: String) throws {
    guard FileManager.default.fileExists(atPath: target) else { return }
    let isEmptyFolder = (try? FileManager.default.contentsOfDirectory(atPath: target))?.isEmpty == true
    guard isEmptyFolder else {
      throw Failure.wrongInput(
        "\(target.safeForTerminal()) is there already.", remedy: "Name a new folder, or a new file.")
    }
  }
}

struct CaseBundle: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bundle",
    abstract: "Writes everything about a case for somebody who decides outside of the shop.",
    discussion: """
      redress case bundle R0000012 R0000012.zip
      redress case bundle R0000012 folder

      index.html opens in any browser; beside it are the case as data, the order as it was seen, the policy's text, the messages as they were \
      sent, and the attachments. SHA256SUMS vouches for all of them. It holds personal data: hand it to nobody else.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @Argument(
    help: ArgumentHelp("A new folder, or a new file that ends in .zip.", valueName: "folder|file.zip"))
  var target: String

  @OptionGroup var bundle: BundleOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try BundleOptions.check(target)
    let made = try await database.withPool { pool in
      try await CaseDesk(pool: pool).bundle(reference, by: person.by, from: bundle.sources)
    }
    try made.write(toFolderOrArchive: target)
    Terminal.output.print(
      "Case \(reference.uppercased()) is in \(target.safeForTerminal()): \(made.files.count) files, SHA256SUMS \(made.digest.hex)."
    )
  }
}

extension EvidenceBundle {
  func write(toFolderOrArchive target: String) throws {
    if target.hasSuffix(".zip") { try write(toArchive: target) } else { try write(to: target) }
  }
}
