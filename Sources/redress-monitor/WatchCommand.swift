import ArgumentParser
import LibPQ
import Monitoring
import Programs
import Reporting

struct WatchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "The state of the desk on the whole screen, live: queues, workers, clocks, cases, failures.",
    discussion: """
      It only reads, by one connection, one question at a time. When the database does not answer, the last figures stay with their age, and it \
      goes on when it answers again. Colour only where the terminal has it, and not against NO_COLOR; without a UTF-8 locale it draws in ASCII.

      Keys:

      \(WatchKeys.help.map { "  \($0.keys): \($0.what)" }.joined(separator: "\n"))
      """)

  @Option(help: ArgumentHelp("From one look to the next.", valueName: "time"))
  var every = DurationOption(.seconds(2), "2s")

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard every.duration >= .milliseconds(100) else { throw ValidationError("--every is 100ms at least.") }
  }

  func run() async throws {
    try WatchDesk.requireTerminal()
    try await database.withLastingPool {
      $0.forMonitor()
    } _: { pool in
      try await WatchDesk(Monitor(pool), every: every.duration).run()
    }
  }
}
