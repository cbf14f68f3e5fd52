import ArgumentParser

struct CauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cause",
    abstract: "What complaints come from, and what was changed against it.",
    discussion:
      "A case is put down to one with: redress case cause CASE CODE\nWhat it comes to: redress-monitor report causes",
    subcommands: [CauseList.self, CauseAdd.self, CauseChange.self, CauseTell.self])
}
