import ArgumentParser
import Casework
import Programs

struct CauseList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the causes with what is suggested against them, and what was changed.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Causes: Encodable {
    let causes: [CauseDesk.Cause]
  }

  func run() async throws {
    let causes = try await database.withPool { try await CauseDesk(pool: $0).causes() }
    try output.print(Causes(causes: causes)) { terminal in
      var table = TextTable(
        .text("cause"), .flexible("is"), .number("complaints"), .flexible("against it"),
        .flexible("last change"))
      for cause in causes {
        table.add(
          cause.code, cause.title, countText(cause.cases), cause.prevention,
          cause.changes.first.map { "\($0.madeOn): \($0.what)" } ?? "")
      }
      return table.lines(for: terminal)
    }
  }
}
