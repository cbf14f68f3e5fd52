import ArgumentParser
import Monitoring
import Programs
import Reporting

struct ForecastCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forecast",
    abstract: "Which clocks will run out before they do, why, and what would save them.",
    discussion: """
      From what waits, what comes, and how fast workers and people have worked it off lately. docs/forecast.md tells how, and how \
      well it does. The exit status is 0 whatever it finds; `redress-monitor check` is for alarms.
      """)

  @Option(help: ArgumentHelp("How far to look ahead.", valueName: "time"))
  var within = DurationOption(.seconds(7 * 86_400), "7d")

  @Option(help: "How many of the clocks are listed at most.")
  var limit: Int = 20

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard within.duration > .zero else { throw ValidationError("--within is more than nothing.") }
    guard (0...10_000).contains(limit) else { throw ValidationError("--limit is between 0 and 10000.") }
  }

  func run() async throws {
    let forecast = try await database.withMonitor { try await $0.forecast(horizon: within.duration) }
    try output.print(forecast) { PageText.lines(Page(forecast, limit: limit), $0) }
  }
}
