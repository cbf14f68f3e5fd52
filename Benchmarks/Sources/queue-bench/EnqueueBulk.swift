import ArgumentParser
import JobQueue

struct EnqueueBulk: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Enqueues jobs that do nothing, by COPY in one transaction.")

  @Argument var jobs: Int

  func run() async throws {
    let pool = pool(exclusiveConnections: 1)
    let started = Monotonic.now
    try await pool.withTransaction { transaction in
      try await JobQueue.bulkEnqueue(
        repeatElement(NoOperation(sent: started), count: jobs), in: transaction)
    }
    try printReport(EnqueueReport(jobs: jobs, seconds: Double(Monotonic.now - started) / 1e9))
    await pool.close()
  }
}

struct EnqueueReport: Encodable {
  var jobs: Int
  var seconds: Double
  /// For as many rows, inserted by a statement that knows nothing of queues.
  var plainSeconds: Double?

  enum CodingKeys: String, CodingKey {
    case jobs, seconds
    case plainSeconds = "plain_seconds"
  }
}
