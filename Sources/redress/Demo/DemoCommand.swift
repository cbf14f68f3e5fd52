import ArgumentParser
import EmbeddedPostgres
import Logging
import Programs
import ServiceLifecycle
import Synchronization

struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Shows the whole way of complaints, from a file to a settled case, on a private PostgreSQL.",
    discussion: """
      Every run begins with an empty database of its own. What it wrote (mails, payout files, logs) stays in the \
      folder until the next run; with --keep the database stays, too.
      """)

  @Option(help: ArgumentHelp("The orders, as docs/import.md describes them.", valueName: "file"))
  var orders: String = "samples/orders.csv"

  @Option(help: ArgumentHelp("The complaints.", valueName: "file"))
  var complaints: String = "samples/complaints.csv"

  @Option(help: ArgumentHelp("A shipped policy or a policy file.", valueName: "id|file"))
  var policy: String = "pl"

  @Option(help: "Worker processes.")
  var workers: Int = 2

  @Option(help: ArgumentHelp("How much business time passes in one step, at least.", valueName: "time"))
  var step = DurationOption(.seconds(86_400), "1d")

  @Option(help: ArgumentHelp("How much business time passes at most.", valueName: "time"))
  var limit = DurationOption(.seconds(400 * 86_400), "400d")

  @Option(help: ArgumentHelp("Where everything is kept.", valueName: "folder"))
  var folder: String = ".redress/demo"

  @Flag(help: "Leave the database up, and tell how to look around in it.")
  var keep = false

  func validate() throws {
    guard (1...16).contains(workers) else { throw ValidationError("--workers is between 1 and 16.") }
    guard step.duration >= .seconds(60) else { throw ValidationError("--step is at least 1m.") }
  }

  func run() async throws {
    let demo = try Demo(
      place: DemoPlace(folder), orders: orders, complaints: complaints, policy: policy, workers: workers,
      pace: Pace(step: step.duration, limit: limit.duration), keep: keep)
    try await Services.run(
      [demo], patience: .seconds(60), logger: LogOptions.logger("redress", level: .warning))
    if let failure = demo.failure.withLock({ $0 }) { throw failure }
  }
}
