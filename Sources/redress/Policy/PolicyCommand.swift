import ArgumentParser

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Looks after policy files.",
    subcommands: [PolicyCheck.self, PolicyShow.self])
}
