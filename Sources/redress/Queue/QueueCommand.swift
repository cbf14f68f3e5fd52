import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Looks after the jobs that need a person.",
    subcommands: [DeadLettersCommand.self, RetryCommand.self])
}
