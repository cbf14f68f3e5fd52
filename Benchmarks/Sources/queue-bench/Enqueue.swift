import ArgumentParser
import JobQueue

struct Enqueue: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Enqueues jobs that do nothing, by COPY in one transaction, and prints how many a second.")

  @Argument var jobs: Int

  func run() async throws {
    let pool = pool(exclusiveConnections: 1)
    try await JobQueue.createQueue(NoOperation.queue, in: pool)
    let started = ContinuousClock.now
    try await pool.withTransaction { transaction in
      try await JobQueue.bulkEnqueue((0..<jobs).lazy.map(NoOperation.init), in: transaction)
    }
    print(Int(Double(jobs) / (started.duration(to: .now) / .seconds(1))))
    await pool.close()
  }
}
