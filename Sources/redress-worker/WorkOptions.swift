import ArgumentParser
import Casework
import Foundation
import JobQueue
import LibPQ
import Programs

/// How a worker works.
struct WorkOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The queues that it takes jobs from, separated by commas.", valueName: "names"))
  var queues: String = CaseworkQueues.all.joined(separator: ",")

  @Option(help: "Batches that run at once.")
  var concurrency: Int = 4

  @Option(help: "Jobs in a batch at most.")
  var batch: Int = 100

  @Option(help: ArgumentHelp("How often jobs are looked for that nothing announced.", valueName: "time"))
  var poll = DurationOption(.milliseconds(500), "500ms")

  @Option(
    help: ArgumentHelp(
      "After how long without a beat others take over; the same for all workers of a database.",
      valueName: "time"))
  var lease = DurationOption(.seconds(30), "30s")

  @Option(help: ArgumentHelp("How long running batches may take to end after SIGTERM.", valueName: "time"))
  var patience = DurationOption(.seconds(30), "30s")

  @Flag(help: "End when nothing waits, runs, or is to be tried again.")
  var untilIdle = false

  @Option(
    help: ArgumentHelp(
      "Tell this often what is done: on a line that is rewritten, or in the log.", valueName: "time"))
  var progress: DurationOption?

  @Flag(help: "End gracefully when standard input ends: with the program that started this one.")
  var withStandardInput = false

  func validate() throws {
    guard (1...256).contains(concurrency) else {
      throw ValidationError("--concurrency is between 1 and 256.")
    }
    guard (1...10_000).contains(batch) else { throw ValidationError("--batch is between 1 and 10000.") }
    guard poll.duration >= .milliseconds(10) else { throw ValidationError("--poll is at least 10ms.") }
    guard lease.duration >= .seconds(1) else { throw ValidationError("--lease is at least 1s.") }
    let unknown = names.filter { !CaseworkQueues.all.contains($0) }
    guard !names.isEmpty, unknown.isEmpty else {
      throw ValidationError(
        "--queues \(queues): the queues are \(CaseworkQueues.all.joined(separator: ", ")).")
    }
  }

  private var names: [String] {
    queues.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
  }

  var configuration: WorkerConfiguration {
    var configuration = WorkerConfiguration(
      queues: names, host: ProcessInfo.processInfo.hostName, version: Program.version)
    configuration.concurrency = concurrency
    configuration.batchSize = batch
    configuration.lease = lease.duration
    configuration.pollInterval = poll.duration
    configuration.promotionInterval = poll.duration
    configuration.timelines = ["server", BusinessTime.timeline]
    configuration.untilIdle = untilIdle
    return configuration
  }

  /// Every batch needs a connection of its own while it settles, and a handler one more while it asks outside.
  func adjust(_ pool: inout PoolConfiguration) {
    pool.exclusiveConnections = 2 * concurrency + 1
    // A worker that freezes in a transaction must not block whoever takes over.
    pool.connection.sessionSettings["idle_in_transaction_session_timeout"] =
      "\((lease.duration / 2) / .milliseconds(1))"
  }
}
