import ArgumentParser

struct SchedulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedules",
    abstract: "Lists the jobs that come again by themselves; pauses and resumes them.",
    subcommands: [
      ListSchedulesCommand.self, PauseScheduleCommand.self, ResumeScheduleCommand.self,
      RemoveScheduleCommand.self,
    ],
    defaultSubcommand: ListSchedulesCommand.self)
}
