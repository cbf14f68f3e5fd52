import Foundation
import LibPQ
import Logging

/// Takes over, one at a time, what dead workers have left, and clears away after them.
struct Reclaimer: Sendable {
  let pool: Pool
  let lease: Duration
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
        try await pool.execute(.tidy, lease)
      } catch is CancellationError {
        return
      } catch {
        logger.warning("cannot reclaim", metadata: ["error": "\(error)"])
      }
    }
  }

  /// Whether there was something. The token is held before the call, so that a lost reply is found by asking again; if that does
  /// not happen either, it is not named any more after this, and the next round takes it.
  private func takeOver() async throws -> Bool {
    let token = UUID()
    let worker = await heart.worker
    await heart.hold(token)
    do {
      let attempts = try await pool.execute(.reclaim, worker, token, lease).map(ClaimedAttempt.init)
      if let attempt = attempts.first {
        logger.notice(
          "took over from a dead worker",
          metadata: ["job": "\(attempt.job)", "kind": "\(attempt.kind)", "round": "\(attempt.round)"])
        _ = await runner.run(attempts, under: token, worker: worker)
      }
      await heart.forget(token)
      return !attempts.isEmpty
    } catch {
      await heart.forget(token)
      throw error
    }
  }
}
