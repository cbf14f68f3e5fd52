import ArgumentParser
import JobQueue
import Programs

struct ListSchedulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the schedules: when each comes next and has come last, and why one cannot.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let schedules: [ScheduleStatus]
  }

  func run() async throws {
    let schedules = try await database.withPool { try await JobQueue.schedules(in: $0) }
    try output.print(Report(schedules: schedules)) { terminal in
      guard !schedules.isEmpty else { return ["There are no schedules."] }
      var table = TextTable(
        .text("schedule"), .text("cron"), .text("zone"), .text("kind"), .text("next"), .text("last"))
      for schedule in schedules {
        let next = schedule.pausedAt == nil ? schedule.nextAt.map(instantText) : "paused"
        table.add(
          schedule.name, schedule.cron, schedule.zone, schedule.kind, next ?? "-",
          schedule.firedAt.map(instantText) ?? "-")
      }
      let lines = table.lines(for: terminal)
      // Below its row and whole, like the errors of a dead letter.
      let rows = zip(lines.dropFirst(), schedules).flatMap { line, schedule in
        [line] + (schedule.error.map { wrapped("     " + $0.safeForTerminal(), to: terminal.width) } ?? [])
      }
      return [lines[0]] + rows
    }
  }
}
