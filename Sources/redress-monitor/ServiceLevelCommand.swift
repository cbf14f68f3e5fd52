import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

struct ServiceLevelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sla",
    abstract:
      "The clocks: open, at risk, over, breached, the cases behind them, next due first, and how far they were kept."
  )

  @Option(help: ArgumentHelp("Only the cases of this clock; else of all commitments.", valueName: "kind"))
  var clock: ClockKind?

  @Option(help: ArgumentHelp("Only cases of which this much of the target is used up.", valueName: "percent"))
  var atRisk: Double = 0

  @Option(help: "How many cases are listed at most.")
  var limit: Int = 20

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...10_000).contains(limit) else { throw ValidationError("--limit is between 0 and 10000.") }
  }

  func run() async throws {
    let filter = ClockFilter(kind: clock, minimumPercent: atRisk, limit: limit, hasAttainment: true)
    let report = try await database.withMonitor { try await $0.serviceLevels(filter) }
    try output.print(report) { PageText.lines(Page(report), $0) }
  }
}

extension ClockKind: ExpressibleByArgument {}
