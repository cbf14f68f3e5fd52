import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

/// Which days a report is about, and how it is printed.
struct ReportOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The first day.", valueName: "day"))
  var from: CivilDate

  @Option(help: ArgumentHelp("The last day.", valueName: "day"))
  var to: CivilDate

  @Option(help: ArgumentHelp("The time zone of the days.", valueName: "zone"))
  var zone: Zone = .utc

  @Option(
    help: """
      text for people, html for a browser and for paper (one file that needs no other), csv for a spreadsheet, json for programs \
      (its keys are described in docs/json.md).
      """)
  var format: ReportFormat = .text

  func validate() throws {
    guard from <= to else { throw ValidationError("--from is not after --to.") }
  }

  var period: ReportPeriod { ReportPeriod(from: from, to: to, zone: zone) }

  func print(_ report: some Encodable, _ page: Page, _ table: @autoclosure () -> SpreadsheetText) throws {
    switch format {
    case .text: Terminal.output.print(PageText.lines(page, .output).joined(separator: "\n"))
    case .html: Terminal.output.write(ReportLayout.html(page))
    case .csv: Terminal.output.write(String(decoding: table().bytes, as: UTF8.self))
    case .json: Terminal.output.print(try JSONText.of(report))
    }
  }
}

enum ReportFormat: String, Sendable, CaseIterable, ExpressibleByArgument {
  case text, html, csv, json
}

/// `--each`, of reports that show how a figure went.
struct SeriesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Into what the days are divided for the series: day, week (from Monday) or month; by default what suits their number.",
      valueName: "step"))
  var each: ReportStep?
}

extension ReportStep: ExpressibleByArgument {}
