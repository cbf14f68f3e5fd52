import LibPQ
import Logging

/// Moves the queue's tables on to their next generation when the current one's slice is over: first the next is emptied, which takes
/// many short steps, then it is opened. Every worker tries; wherever one stops, another begins again.
struct Rotator: Sendable {
  let pool: Pool
  let policy: RotationPolicy
  let interval: Duration
  let logger: Logger
  /// How often a generation that is in use is tried to be locked. A try costs nobody anything.
  var tries = 100

  /// Entries in a step of a sweep: some ten milliseconds.
  private static let sweepLimit: Int32 = 10_000
  private static let purgeLimit: Int32 = 5_000
  private static let pause = Duration.milliseconds(50)

  func run() async {
    await repeating(every: interval, waitsFirst: true, logger: logger, failure: "cannot rotate") {
      try await rotate()
    }
  }

  /// - Returns: whether a generation was opened.
  @discardableResult
  func rotate() async throws -> Bool {
    guard let row = try await pool.execute(.nextGeneration, policy.slice, policy.entries).first else {
      return false
    }
    let next: Int16 = try row.decode(at: 0)
    if try !row.decode(Bool.self, at: 1) {
      guard try await sweep(next), try await empty(next, sweptSince: try row.decode(String.self, at: 2))
      else {
        return false
      }
    }
    while try await pool.execute(.purgeClaims, next, Self.purgeLimit)[0].decode(Int32.self, at: 0) > 0 {}
    let isOpen: Bool = try await pool.execute(.openGeneration, next)[0].decode(at: 0)
    if isOpen { logger.info("generation opened", metadata: ["generation": "\(next)"]) }
    return isOpen
  }

  /// - Returns: whether everything in it is settled now.
  private func sweep(_ generation: Int16) async throws -> Bool {
    var after: Int64? = 0
    var (moved, running): (Int32, Int32) = (0, 0)
    while let position = after {
      let row = try await pool.execute(.sweepGeneration, generation, position, Self.sweepLimit)[0]
      after = try row.decode(at: 0)
      moved += try row.decode(at: 1)
      running += try row.decode(at: 2)
    }
    if moved > 0 {
      logger.notice(
        "jobs that still waited were moved to the current generation",
        metadata: ["generation": "\(generation)", "jobs": "\(moved)"])
    }
    if running > 0 {
      logger.notice(
        "cannot rotate yet: jobs are running",
        metadata: ["generation": "\(generation)", "jobs": "\(running)"])
    }
    return running == 0
  }

  private func empty(_ generation: Int16, sweptSince snapshot: String) async throws -> Bool {
    var reason: String?
    for attempt in 1...tries {
      reason = try await pool.execute(.emptyGeneration, generation, snapshot)[0].decode(at: 0)
      if reason == nil { return true }
      if attempt < tries { try await Task.sleep(for: Self.pause) }
    }
    logger.notice(
      "cannot rotate yet: a generation cannot be emptied",
      metadata: ["generation": "\(generation)", "reason": "\(reason ?? "")"])
    return false
  }
}
