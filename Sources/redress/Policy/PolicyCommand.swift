import ArgumentParser

struct PolicyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy",
    abstract: "Looks after policies: checks, tries and publishes them.",
    subcommands: [
      PolicyCheck.self, PolicyShow.self, PolicySimulate.self, PolicyPublish.self,
      PolicyExplain.self,
    ])
}
