import LibPQ
import Logging

/// Claims batches and has up to `concurrency` of them run at once.
struct Dispatcher: Sendable {
  let pool: Pool
  let configuration: WorkerConfiguration
  let heart: Heart
  let bell: Bell
  let runner: BatchRunner
  let statistics: StatisticsBox
  let stop: StopSignal
  let logger: Logger

  private struct Batch: Sendable {
    let number: BatchNumber
    let attempts: [ClaimedAttempt]
  }

  /// Until `stop`, or until all is done where the configuration says so; returns when the last batch has ended.
  func run() async {
    await withTaskGroup(of: Void.self) { batches in
      // A group keeps a child that has ended until it is asked for: a worker that is never full must ask, too.
      var kept = 0
      while !stop.isRaised {
        while kept > statistics.running {
          await batches.next()
          kept -= 1
        }
        guard kept < configuration.concurrency else {
          await batches.next()
          kept -= 1
          continue
        }
        let seen = await bell.count
        guard let claimed = await claim() else { break }
        guard claimed.attempts.isEmpty else {
          await heart.findsSomething()
          statistics.began()
          batches.addTask { await runBatches(from: claimed) }
          kept += 1
          continue
        }
        if mayEnd, await isIdle(&batches) { break }
        await idle(since: seen)
      }
      await heart.takesNothingMore()
      await batches.waitForAll()
    }
  }

  /// Waits for the bell or the next look.
  private func idle(since seen: Int) async {
    switch await heart.findsNothing(calls: seen) {
    case .listen: await bell.wait(after: seen, atMost: configuration.pollInterval, clock: ContinuousClock())
    case .lookAgain: await bell.wait(after: seen, atMost: Attention.moment, clock: ContinuousClock())
    case .tell: await heart.beatNow()
    }
  }

  /// Runs the batch, and then claims and runs by itself for as long as batches are full, so that several claims may be under way at
  /// once. A claim takes the server as long as a settlement: one claim after the other was what bounded a worker, with almost
  /// one of two cores idle.
  private func runBatches(from first: Batch) async {
    var next: Batch? = first
    while let batch = next, !batch.attempts.isEmpty {
      if await runner.run(batch.attempts, as: batch.number) {
        await heart.settle(batch.number)
      } else {
        await heart.release(batch.number)
      }
      let isFull = batch.attempts.count == configuration.batchSize
      next = isFull && !stop.isRaised ? await claim() : nil
    }
    statistics.ended()
    if mayEnd { await bell.ring() }
  }

  /// The next batch; empty when there is nothing to do, `nil` when the worker is to stop at once.
  ///
  /// Asks with the same number until there is an answer: when a reply was lost, the batch is already ours. An empty answer to a
  /// repeated call settles nothing: the call before it, given up here, may be running still, and have the lane locked; so the number is
  /// released, and whatever comes of it is the others'. A worker that is to stop asks a few times more, then leaves it to them.
  private func claim() async -> Batch? {
    var number = await heart.hold()
    var isRepeated = false
    var pause = Duration.milliseconds(100)
    var lastTries = 3
    while true {
      do {
        let rows = try await pool.execute(
          .claim, number.worker, number.number, configuration.queues, Int32(configuration.batchSize))
        let attempts = try rows.map(ClaimedAttempt.init)
        if attempts.isEmpty { await heart.giveBack(number, isCertain: !isRepeated) }
        return Batch(number: number, attempts: attempts)
      } catch let error as PostgresError where error.sqlState.needsNewNumber {
        // Others have buried this worker: the beat joins anew, and so does the claim.
        await heart.beatNow()
        await heart.release(number)
        number = await heart.hold()
      } catch {
        isRepeated = true
        if stop.isRaised { lastTries -= 1 }
        logger.warning("cannot claim", metadata: ["error": "\(error)"])
        guard lastTries > 0, (try? await Task.sleep(for: pause)) != nil else {
          await heart.release(number)
          return nil
        }
        pause = min(pause * 2, .seconds(5))
      }
    }
  }

  private var mayEnd: Bool { configuration.untilIdle || configuration.stopsWhenDrained }

  /// Asked when nothing runs here any more.
  private func isIdle(_ batches: inout TaskGroup<Void>) async -> Bool {
    guard statistics.running == 0 else { return false }
    await batches.waitForAll()
    let rows = try? await pool.execute(
      configuration.stopsWhenDrained ? .isDrained : .isIdle, configuration.queues)
    return (try? rows?.first?.decode(Bool.self, at: 0)) ?? false
  }
}
