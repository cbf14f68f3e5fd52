import ArgumentParser
import JobQueue
import LibPQ
import Programs

struct PauseScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Has a schedule fire no more; what it has enqueued already runs.")

  @OptionGroup var schedule: ScheduleArgument

  func run() async throws {
    try await schedule.change("is paused") { try await JobQueue.pauseSchedule($0, in: $1) }
  }
}

struct ResumeScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Has a paused schedule fire again, from its next time on.")

  @OptionGroup var schedule: ScheduleArgument

  func run() async throws {
    try await schedule.change("goes on") { try await JobQueue.resumeSchedule($0, in: $1) }
  }
}

struct RemoveScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove",
    abstract: "Forgets a schedule. A worker that still brings it along stores it again when it starts.")

  @OptionGroup var schedule: ScheduleArgument

  func run() async throws {
    try await schedule.change("is gone") { try await JobQueue.removeSchedule($0, in: $1) }
  }
}

/// Which schedule, of which database.
struct ScheduleArgument: ParsableArguments {
  @Argument(help: "The schedule's name, as `redress queue schedules` shows it.")
  var name: String

  @OptionGroup var database: DatabaseOptions

  func change(_ result: String, _ change: (String, Pool) async throws -> Bool) async throws {
    guard try await database.withPool({ try await change(name, $0) }) else {
      throw Failure.wrongInput(
        "There is no schedule \"\(name.safeForTerminal())\".", remedy: "See: redress queue schedules")
    }
    Terminal.output.print("schedule \(name.safeForTerminal()) \(result)")
  }
}
