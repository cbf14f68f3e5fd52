import ArgumentParser

@main
struct QueueChaos: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue-chaos",
    abstract: "Works the job queue at random, does it random harm, and checks its history.",
    subcommands: [RunCommand.self, WorkCommand.self])
}
