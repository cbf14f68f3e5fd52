import Foundation
import JobQueue
import LibPQ

/// The end of a run: harm has ended, and everything must come to rest.
struct Rest {
  let pool: Pool
  let fleet: Fleet
  let journal: Journal
  let patience: Duration
  let slice: Duration

  /// - Returns: what did not.
  func come() async throws -> [String] {
    await fleet.wakeAll()
    _ = await fleet.bury()
    for _ in 0..<3 { try await fleet.start(knowingStrangers: true) }
    await fleet.retireTheIgnorant()
    try await patiently {
      for queue in ChaosQueues.all { _ = try await JobQueue.resume(queue, in: pool) }
    }
    try await patiently(rollBackPrepared)
    var troubles: [String] = []
    if try await !waits(for: .seconds(0) + patience, until: { try await isIdle() }) {
      troubles.append("the queue did not come to rest within \(patience)")
    }
    // Rotation must not have been stopped for good by anything that happened.
    let generation = try await patiently { try await self.generation() }
    if try await !waits(for: slice * 4 + .seconds(15), until: { try await self.generation() != generation }) {
      troubles.append("the generations do not rotate any more")
    }
    let late = await fleet.stop(patience: .seconds(30))
    if !late.isEmpty { troubles.append("workers did not end within 30 seconds of SIGTERM: \(late)") }
    for word in Journal.Word.allCases {
      let tokens = journal.tokens(word)
      for start in stride(from: 0, to: tokens.count, by: 10_000) {
        let some = Array(tokens[start..<min(start + 10_000, tokens.count)])
        try await pool.execute(.noteTold, some, word.rawValue)
      }
    }
    return troubles
  }

  /// Of transactions whose PREPARE was answered to nobody.
  private func rollBackPrepared() async throws {
    for row in try await pool.execute(.prepared) {
      let name: String = try row.decode(at: 0)
      try await pool.withConnection { try await $0.executeScript("rollback prepared '\(name)'") }
    }
  }

  private func isIdle() async throws -> Bool {
    try await pool.execute(.isIdle, ChaosQueues.all)[0].decode(at: 0)
  }
  private func generation() async throws -> Int64 { try await pool.execute(.generation)[0].decode(at: 0) }

  private func waits(for limit: Duration, until condition: () async throws -> Bool) async throws -> Bool {
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      // A worker that a job takes with it is replaced here too.
      if await fleet.bury() > 0, await fleet.count < 3 { try await fleet.start(knowingStrangers: true) }
      if try await patiently(condition) { return true }
      try await Task.sleep(for: .milliseconds(300))
    }
    return false
  }

  /// The server may have been restarted a moment ago.
  private func patiently<Output>(_ body: () async throws -> Output) async throws -> Output {
    for _ in 0..<30 {
      do { return try await body() } catch { try await Task.sleep(for: .seconds(1)) }
    }
    return try await body()
  }
}
