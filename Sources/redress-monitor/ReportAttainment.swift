import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

struct ReportAttainment: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attainment",
    abstract: "How far commitments were kept: by clock, by policy and kind of complaint, and over time.",
    discussion: """
      The days are those on which results came: of what was kept, when it was; of what was late, when its end passed, done since \
      or not. called off: stopped in time by something else, such as a withdrawal; no part of attainment. half within, 95 % within: from the \
      start, without pauses. late, open: still not done. open: due in these days, and running now.

        redress-monitor report attainment --from 2026-01-01 --to 2026-03-31 --zone Europe/Warsaw

      What each figure counts is said in docs/reports.md.
      """)

  @OptionGroup var series: SeriesOptions
  @OptionGroup var options: ReportOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let report = try await database.withMonitor {
      try await $0.attainment(of: options.period, each: series.each)
    }
    try options.print(report, Page(report), SpreadsheetText(report))
  }
}
