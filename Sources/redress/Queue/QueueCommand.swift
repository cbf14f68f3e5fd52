import ArgumentParser

struct QueueCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue",
    abstract: "Looks after the queues, the jobs that need a person, and those that come again.",
    subcommands: [
      ListCommand.self, ExplainCommand.self, CancelCommand.self, PauseCommand.self, ResumeCommand.self,
      DeadLettersCommand.self, RetryCommand.self, PurgeCommand.self,
      LimitsCommand.self, LimitCommand.self, SchedulesCommand.self,
      RebaseCommand.self,
    ])
}
