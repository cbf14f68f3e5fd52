import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "What a period brought: commitments kept, what compensation cost, what complaints come from, what customers say.",
    subcommands: [
      ReportAll.self, ReportAttainment.self, ReportCost.self, ReportCauses.self, ReportSurvey.self,
    ])
}
