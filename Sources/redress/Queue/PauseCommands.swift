import ArgumentParser
import JobQueue
import Programs

struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Has no worker take anything from a queue any more. What runs is finished.")

  @Argument(help: "The queue, as `redress queue list` shows it.")
  var queue: String

  @Option(help: "Shown to whoever asks why a job waits.")
  var reason: String?

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      guard try await JobQueue.pause(queue, reason: reason, in: pool) else { throw Failure.noQueue(queue) }
      Terminal.output.print("\(queue) is paused. Go on with: redress queue resume \(queue)")
    }
  }
}

struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Ends the pause of a queue.")

  @Argument(help: "The queue, as `redress queue list` shows it.")
  var queue: String

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      guard try await JobQueue.resume(queue, in: pool) else { throw Failure.noQueue(queue) }
      Terminal.output.print("\(queue) is worked on.")
    }
  }
}

extension Failure {
  fileprivate static func noQueue(_ name: String) -> Failure {
    .wrongInput("There is no queue \(name.safeForTerminal()).", remedy: "See: redress queue list")
  }
}
