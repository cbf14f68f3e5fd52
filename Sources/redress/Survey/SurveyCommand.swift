import ArgumentParser

struct SurveyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "Enters what customers say of how their complaint was handled.",
    discussion: "What they said, in numbers: redress-monitor report survey",
    subcommands: [SurveyAnswer.self])
}
