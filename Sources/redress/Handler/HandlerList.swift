import ArgumentParser
import Casework
import Complaints
import Programs

struct HandlerList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the people who work on cases, and how many they have open.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let handlers: [Handler]
  }

  func run() async throws {
    let handlers = try await database.withPool { try await HandlerDesk(pool: $0).list() }
    try output.print(Report(handlers: handlers)) { terminal in
      guard !handlers.isEmpty else {
        return ["Nobody is on the list: everybody's name is taken as it is given."]
      }
      var table = TextTable(
        .text("name"), .text("mail"), .text("writes"), .dispensable("team"), .text("rung"), .number("open"),
        .text(""))
      for handler in handlers {
        table.add(
          handler.name, handler.email,
          handler.languages.isEmpty ? "any" : handler.languages.joined(separator: ", "), handler.team ?? "",
          handler.rung?.rawValue.spaced ?? "", "\(handler.openCases)", handler.isAway ? "away" : "")
      }
      return table.lines(for: terminal)
    }
  }
}
