import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Looks after the jobs that need a person, and those that come again.",
    subcommands: [DeadLettersCommand.self, RetryCommand.self, SchedulesCommand.self])
}
