import ArgumentParser
import Casework
import Complaints
import Programs

struct PolicyExplain: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Shows which rule of which policy gave the result of a case, with the line of the policy's file.",
    discussion: """
      The case's last verification is decided once more, on the order as it was seen then and under the version of the \
      policy that the case was received under. Nothing is changed. What a person or a clock decided afterwards is in \
      redress case show.
      """)

  @Argument(help: ArgumentHelp("The case, such as R0000012.", valueName: "case"))
  var reference: String

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let explained = try await database.withPool { try await CaseDesk(pool: $0).explain(reference) }
    let report = ExplanationReport(explained)
    try output.print(report) { ExplanationText(report).lines(for: $0) }
  }
}
