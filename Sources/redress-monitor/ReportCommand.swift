import ArgumentParser

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract:
      "What is to be learnt from the complaints of a period: what they come from, and what customers say.",
    subcommands: [ReportCauses.self, ReportSurvey.self])
}
