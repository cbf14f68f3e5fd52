import LibPQ
import Logging

/// Claims batches one after the other and has up to `concurrency` of them run at once.
struct Dispatcher: Sendable {
  let pool: Pool
  let configuration: WorkerConfiguration
  let heart: Heart
  let bell: Bell
  let runner: BatchRunner
  let statistics: StatisticsBox
  let stop: StopSignal
  let logger: Logger

  /// Until `stop`, or until all is done where the configuration says so; returns when the last batch has ended.
  func run() async {
    await withTaskGroup(of: Void.self) { batches in
      // An empty answer does not use the number up: a call of before, given up here, may be on its way still.
      var batch = await heart.hold()
      while !stop.isRaised {
        guard statistics.running < configuration.concurrency else {
          await batches.next()
          continue
        }
        let seen = await bell.count
        guard let attempts = await claim(&batch) else { break }
        guard attempts.isEmpty else {
          await heart.works()
          statistics.began()
          batches.addTask { [batch] in await runBatch(attempts, batch) }
          batch = await heart.hold()
          continue
        }
        if configuration.untilIdle, await isIdle(&batches) { break }
        await idle(since: seen)
      }
      await heart.release(batch)
      await batches.waitForAll()
    }
  }

  /// Waits for the bell or the next poll. Says that it waits only when nothing came for a moment: between two batches of a stream
  /// of jobs it would cost an update and a notification each time. After it has said so, the next look comes at once, for what
  /// was enqueued in between and announced to nobody.
  private func idle(since seen: Int) async {
    let isKnown = await heart.isWaiting
    let limit = isKnown ? configuration.pollInterval : min(configuration.pollInterval, Self.lull)
    await bell.wait(after: seen, atMost: limit, clock: ContinuousClock())
    if !isKnown, await bell.count == seen { await heart.waits() }
  }

  private static let lull = Duration.milliseconds(50)

  private func runBatch(_ attempts: [ClaimedAttempt], _ batch: BatchNumber) async {
    if await runner.run(attempts, as: batch) {
      await heart.settle(batch)
    } else {
      await heart.release(batch)
    }
    statistics.ended()
    if configuration.untilIdle { await bell.ring() }
  }

  /// Asks with the same number until there is an answer: when a reply was lost, the batch is already ours. A worker that is to
  /// stop asks a few times more, then leaves it to the others.
  /// `nil` when the worker is to stop at once.
  private func claim(_ batch: inout BatchNumber) async -> [ClaimedAttempt]? {
    var pause = Duration.milliseconds(100)
    var lastTries = 3
    while true {
      do {
        let rows = try await pool.execute(
          .claim, batch.worker, batch.number, configuration.queues, Int32(configuration.batchSize))
        return try rows.map(ClaimedAttempt.init)
      } catch let error as PostgresError where error.sqlState.needsNewNumber {
        // Others have buried this worker: the beat joins anew, and so does the claim.
        await heart.beatNow()
        batch = await heart.hold()
      } catch {
        if stop.isRaised { lastTries -= 1 }
        guard lastTries > 0 else { return nil }
        logger.warning("cannot claim", metadata: ["error": "\(error)"])
        guard (try? await Task.sleep(for: pause)) != nil else { return nil }
        pause = min(pause * 2, .seconds(5))
      }
    }
  }

  /// Asked when nothing runs here any more.
  private func isIdle(_ batches: inout TaskGroup<Void>) async -> Bool {
    guard statistics.running == 0 else { return false }
    await batches.waitForAll()
    let rows = try? await pool.execute(.isIdle, configuration.queues)
    return (try? rows?.first?.decode(Bool.self, at: 0)) ?? false
  }
}
