import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

struct ReportAll: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "all",
    abstract: "All reports of a period in one, as text, or as a page with charts that prints well.",
    discussion: """
      The page is one file that needs no other and runs no script: it can be sent on, kept and printed.

        redress-monitor report all --from 2026-01-01 --to 2026-03-31 --format html > first-quarter.html
      """)

  @OptionGroup var series: SeriesOptions
  @OptionGroup var options: ReportOptions
  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard options.format == .text || options.format == .html else {
      throw ValidationError(
        "--format \(options.format.rawValue) is of one report: redress-monitor report attainment, cost, causes or survey."
      )
    }
  }

  func run() async throws {
    let (period, step) = (options.period, series.each)
    let page = try await database.withMonitor { monitor in
      try await monitor.snapshot {
        Page(
          try await $0.attainment(of: period, each: step), try await $0.costs(of: period, each: step),
          try await $0.causes(of: period, by: [.kind, .cause]), try await $0.surveys(of: period))
      }
    }
    if options.format == .html {
      Terminal.output.write(ReportLayout.html(page))
    } else {
      Terminal.output.print(PageText.lines(page, .output, isHeaded: true).joined(separator: "\n"))
    }
  }
}
