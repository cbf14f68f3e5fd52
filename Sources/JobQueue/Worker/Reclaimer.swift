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
    while true {
      await stop.wait(atMost: lease / 3)
      guard !stop.isRaised, !Task.isCancelled else { return }
      do {
        while !stop.isRaised, try await takeOver() {}
        try await pool.execute(.tidy, keepFailures)
      } catch is CancellationError {
        return
      } catch let error as PostgresError where error.sqlState.needsNewNumber {
        await heart.beatNow()
      } catch {
        logger.warning("cannot reclaim", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Whether there was something. The number is held before the call; when there is no answer it is released, for whatever may still
  /// come of it.
  private func takeOver() async throws -> Bool {
    let batch = await heart.hold()
    do {
      let attempts = try await pool.execute(.reclaim, batch.worker, batch.number).map(ClaimedAttempt.init)
      guard let attempt = attempts.first else {
        await heart.giveBack(batch, isCertain: true)
        return false
      }
      logger.notice(
        "took over from a dead worker",
        metadata: ["job": "\(attempt.job)", "kind": "\(attempt.kind)", "round": "\(attempt.round)"])
      if await runner.run(attempts, as: batch) {
        await heart.settle(batch)
      } else {
        await heart.release(batch)
      }
      return true
    } catch {
      await heart.release(batch)
      throw error
    }
  }
}
