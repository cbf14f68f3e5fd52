import ArgumentParser
import Complaints
import Monitoring
import Programs
import Reporting

struct ReportCauses: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "causes",
    abstract:
      "What complaints come from: how many, what they cost, what is suggested, and whether changes helped.",
    discussion: """
      late: something that was owed was late. repeats: an earlier complaint is repeated. A complaint about an order of \
      several products counts for each of them, with its whole cost.

        redress-monitor report causes --from 2026-01-01 --to 2026-03-31 --by cause --by product

      The effect of a change is reckoned from the complaints of its cause per order, in as many days after it as before \
      it, 14 at least and 90 at most: 1 is nothing, 10 is none left. Causes and changes: redress cause
      """)

  @Option(
    help: ArgumentHelp("Tells complaints apart by this; can be given several times.", valueName: "dimension"))
  var by: [CauseDimension] = [.kind, .cause]

  @OptionGroup var options: ReportOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let dimensions = CauseDimension.allCases.filter(by.contains)
    let report = try await database.withMonitor { try await $0.causes(of: options.period, by: dimensions) }
    try options.print(report, Page(report), SpreadsheetText(report))
  }
}

extension CauseDimension: ExpressibleByArgument {}
