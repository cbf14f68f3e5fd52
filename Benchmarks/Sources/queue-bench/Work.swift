import ArgumentParser
import JobQueue
import Logging

struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A worker that runs until the queue is empty, or until a time is over; tells what it has seen.")

  @Option var concurrency = 4
  @Option var batch = 500
  @Option(help: "When the time begins.") var start = 0
  @Option(help: "How long the time is. Without it: until the queue is empty.") var seconds = 0.0

  func run() async throws {
    let pool = pool(exclusiveConnections: concurrency + 1)
    var configuration = WorkerConfiguration(queues: [NoOperation.queue], host: "bench", version: "bench")
    configuration.concurrency = concurrency
    configuration.batchSize = batch
    configuration.untilIdle = seconds == 0
    let recorder = Recorder(start: start, seconds: seconds)
    let worker = Worker(
      pool: pool, configuration: configuration, handlers: [Recording(recorder: recorder)],
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    let end = start + Int(seconds * 1e9)
    try await withThrowingTaskGroup { group in
      if seconds > 0 {
        group.addTask {
          try await Monotonic.sleep(until: end)
          worker.shutDown()
        }
      }
      try await worker.run()
      group.cancelAll()
    }
    try printReport(recorder.report())
    await pool.close()
  }
}
