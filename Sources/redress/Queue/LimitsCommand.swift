import ArgumentParser
import Monitoring
import Programs

struct LimitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "limits", abstract: "Lists the limits, what of them is used, and what they hold back.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let limits: [LimitListing]
  }

  func run() async throws {
    let limits = try await database.withPool { try await Monitor($0).limits() }
    try output.print(Report(limits: limits)) { terminal in
      guard !limits.isEmpty else { return ["No kind of job has a limit."] }
      var table = TextTable(
        .text("kind"), .text("for"), .text("running"), .text("started"), .number("parked"))
      for limit in limits {
        table.add(
          limit.kind, limit.eachKey ? "each key" : "all",
          limit.mostRunning.map { "\(countText(limit.runningOfOneKey)) of \(countText($0))" } ?? "",
          limit.mostStarts.map { most in
            "\(countText(limit.startedOfOneKey)) of \(countText(most)) in \(durationText(limit.periodSeconds ?? 0))"
          } ?? "",
          countText(limit.parked))
      }
      let hasKeys = limits.contains(where: \.eachKey)
      return table.lines(for: terminal)
        + (hasKeys ? ["", "For each key: those of the key that uses the most."] : [])
    }
  }
}
