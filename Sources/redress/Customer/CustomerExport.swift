import ArgumentParser
import Casework
import Programs

struct CustomerExport: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes everything that is held on a customer, as files.",
    discussion: """
      redress customer export K-01091 K-01091.zip

      customer.json, and for each case a folder with an index.html, the messages as they were sent, and the attachments. Look at it before \
      you hand it over: what others said in the cases is among it.
      """)

  @OptionGroup var customer: CustomerOptions

  @Argument(
    help: ArgumentHelp("A new folder, or a new file that ends in .zip.", valueName: "folder|file.zip"))
  var target: String

  @OptionGroup var bundle: BundleOptions
  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try BundleOptions.check(target)
    let made = try await database.withPool { pool in
      try await CustomerDesk(pool: pool).export(customer.name, by: person.by, from: bundle.sources)
    }
    try made.write(toFolderOrArchive: target)
    Terminal.output.print("What is held is in \(target.safeForTerminal()): \(made.files.count) files.")
  }
}
