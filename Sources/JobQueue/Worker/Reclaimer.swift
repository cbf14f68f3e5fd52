import LibPQ
import Logging

/// Takes over, one at a time, what dead workers have left, and clears away after them.
struct Reclaimer: Sendable {
  let pool: Pool
  let lease: Duration
  let keepFailures: Duration
  let heart: Heart
  let runner: BatchRunner
  let stop: StopSignal
  let logger: Logger

  /// Until `stop`: what it has begun then it brings to an end, like every batch.
  func run() async {
    // Like a claim's, a number is used up by an attempt, not by an empty answer.
    var batch = await heart.hold()
    while true {
      await stop.wait(atMost: lease / 3)
      guard !stop.isRaised, !Task.isCancelled else { break }
      do {
        while !stop.isRaised, try await takeOver(batch) { batch = await heart.hold() }
        try await pool.execute(.tidy, keepFailures)
      } catch is CancellationError {
        break
      } catch let error as PostgresError where error.sqlState.needsNewNumber {
        await heart.beatNow()
        batch = await heart.hold()
      } catch {
        logger.warning("cannot reclaim", metadata: ["error": "\(error)"])
      }
    }
    await heart.release(batch)
  }

  /// Whether there was something; then the number is used up.
  private func takeOver(_ batch: BatchNumber) async throws -> Bool {
    let attempts = try await pool.execute(.reclaim, batch.worker, batch.number).map(ClaimedAttempt.init)
    guard let attempt = attempts.first else { return false }
    logger.notice(
      "took over from a dead worker",
      metadata: ["job": "\(attempt.job)", "kind": "\(attempt.kind)", "round": "\(attempt.round)"])
    if await runner.run(attempts, as: batch) {
      await heart.settle(batch)
    } else {
      await heart.release(batch)
    }
    return true
  }
}
