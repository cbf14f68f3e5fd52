import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

struct ReportCost: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cost",
    abstract: "What compensation cost, in each currency: by policy, complaint and remedy, and over time.",
    discussion: """
      The days are those on which something was given. owed: by law or contract; goodwill and loyalty are given beyond that. \
      of the orders: of what was paid for the orders of these complaints. unknown, pending: promised in these days; nobody knows whether it \
      was paid, or it is still to come. What people send or repair has no amount here.

        redress-monitor report cost --from 2026-01-01 --to 2026-03-31 --format csv > cost.csv

      What each figure counts is said in docs/reports.md.
      """)

  @OptionGroup var series: SeriesOptions
  @OptionGroup var options: ReportOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let report = try await database.withMonitor { try await $0.costs(of: options.period, each: series.each) }
    try options.print(report, Page(report), SpreadsheetText(report))
  }
}
