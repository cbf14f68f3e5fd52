import ArgumentParser
import Casework
import Programs

struct CauseAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Adds a cause to the shop's catalogue, or gives one that is there other words.")

  @Argument(help: ArgumentHelp("Small letters, digits and underscores: size_chart.", valueName: "code"))
  var code: String

  @Option(help: ArgumentHelp("What it is.", valueName: "words"))
  var title: String

  @Option(help: ArgumentHelp("What is suggested against it.", valueName: "words"))
  var prevention: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let isNew = try await database.withPool { pool in
      try await CauseDesk(pool: pool).add(code, title: title, prevention: prevention)
    }
    Terminal.output.print(
      isNew ? "The cause \(code) is in the catalogue." : "The cause \(code) has new words.")
  }
}
