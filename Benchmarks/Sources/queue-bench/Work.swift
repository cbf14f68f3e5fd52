import ArgumentParser
import JobQueue
import Logging

struct Work: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "A worker that runs until the queue is empty, and prints how many jobs it has done.")

  @Option var concurrency = 4
  @Option var batch = 500

  func run() async throws {
    let pool = pool(exclusiveConnections: concurrency + 1)
    var configuration = WorkerConfiguration(queues: [NoOperation.queue], host: "bench", version: "bench")
    configuration.concurrency = concurrency
    configuration.batchSize = batch
    configuration.untilIdle = true
    let worker = Worker(
      pool: pool, configuration: configuration, handlers: [EachJob(NoOperation.self) { _, _ in }],
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    try await worker.run()
    print(worker.statistics.done)
    await pool.close()
  }
}
