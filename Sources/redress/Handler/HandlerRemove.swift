import ArgumentParser
import Casework
import Programs

struct HandlerRemove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Takes somebody off the list who has no open cases.",
    discussion: "What they did stays in the histories, under their name.")

  @Argument(help: "The name.")
  var name: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in try await HandlerDesk(pool: pool).remove(name) }
    Terminal.output.print("\(name) is off the list.")
  }
}
