import ArgumentParser
import JobQueue
import LibPQ

struct Offer: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Enqueues jobs at a constant rate, each with the instant at which it was sent.",
    discussion: "What falls behind is sent later; what is still missing at the end shows in the count.")

  @Option var start: Int
  @Option var seconds: Double
  @Option(help: "Jobs a second.") var rate: Double

  private static let most = 10_000

  func run() async throws {
    let pool = pool(exclusiveConnections: 1)
    let tick = max(10_000_000, Int(1e9 / rate))
    let end = start + Int(seconds * 1e9)
    var offered = 0
    while Monotonic.now < end {
      let now = Monotonic.now
      let due = min(Int(Double(now - start) / 1e9 * rate) - offered, Self.most)
      if due > 0 {
        try await send(due, at: now, in: pool)
        offered += due
      }
      // Up to the next multiple of the tick, so that the pace does not drift.
      try await Monotonic.sleep(until: start + (max(Monotonic.now - start, -tick) / tick + 1) * tick)
    }
    try printReport(EnqueueReport(jobs: offered, seconds: seconds))
    await pool.close()
  }

  private func send(_ count: Int, at instant: Int, in pool: Pool) async throws {
    let job = NoOperation(sent: instant)
    if count == 1 {
      try await JobQueue.enqueue(job, in: pool)
    } else {
      try await pool.withTransaction { transaction in
        _ = try await JobQueue.bulkEnqueue(repeatElement(job, count: count), in: transaction)
      }
    }
  }
}
