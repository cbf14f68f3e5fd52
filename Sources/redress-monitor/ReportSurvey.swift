import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

struct ReportSurvey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "What customers say of how their complaints were handled, in numbers.",
    discussion:
      "The days are those on which they were asked. What a customer wrote stands in: redress case show CASE")

  @OptionGroup var options: ReportOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let report = try await database.withMonitor { try await $0.surveys(of: options.period) }
    try options.print(report, Page(report), SpreadsheetText(report))
  }
}
