import Foundation
import LibPQ
import Logging

/// Keeps a worker alive in the eyes of the others: its row, its beats, the batches that it holds.
///
/// It beats until its task is cancelled, which is after the worker has drained: batches are held until the last is settled.
actor Heart {
  private var worker: Int32 = 0
  private let pool: Pool
  private let configuration: WorkerConfiguration
  private let kinds: [String]
  private let running: RunningBatches
  private let logger: Logger
  private var book = BatchBook()
  private var beats: Int64 = 0
  private var attention = Attention()
  private var joining: Task<Void, any Error>?

  init(
    pool: Pool, configuration: WorkerConfiguration, kinds: [String], running: RunningBatches, logger: Logger
  ) {
    self.pool = pool
    self.configuration = configuration
    self.kinds = kinds
    self.running = running
    self.logger = logger
  }

  func join() async throws {
    let rows = try await pool.execute(
      .joinWorkers, configuration.host, ProcessInfo.processInfo.processIdentifier, configuration.version,
      configuration.queues, kinds, configuration.lease, Int16(clamping: configuration.concurrency))
    worker = try rows[0].decode(at: 0)
    logger.info(
      "worker joined",
      metadata: ["worker": "\(worker)", "queues": "\(configuration.queues.joined(separator: ","))"])
  }

  func leave(_ statistics: WorkerStatistics) async {
    do {
      try await beat()
      try await pool.execute(.leaveWorkers, worker)
      logger.info(
        "worker left",
        metadata: [
          "worker": "\(worker)", "done": "\(statistics.done)", "retried": "\(statistics.retried)",
          "dead": "\(statistics.dead)",
        ])
    } catch {
      logger.warning(
        "could not say good-bye; others take over after the lease", metadata: ["error": "\(error)"])
    }
  }

  /// A number for a claim, held from now on.
  func hold() -> BatchNumber { BatchNumber(worker: worker, number: book.next()) }

  func settle(_ batch: BatchNumber) {
    if batch.worker == worker { book.settle(batch.number) }
  }

  /// A call under this number was answered with nothing.
  func giveBack(_ batch: BatchNumber, isCertain: Bool) {
    if isCertain { settle(batch) } else { release(batch) }
  }

  func release(_ batch: BatchNumber) {
    if batch.worker == worker { book.release(batch.number) }
  }

  /// What to do after a claim that found nothing, when so many calls have been heard, ever.
  func findsNothing(calls: Int) -> Attention.Step { attention.findsNothing(calls: calls) }

  func findsSomething() { attention.findsSomething() }

  func takesNothingMore() { attention.startAfresh() }

  func run() async {
    let interval = configuration.lease / 6
    while (try? await Task.sleep(for: interval)) != nil { await beatNow() }
  }

  /// A failure is logged: the next beat comes soon.
  func beatNow() async {
    do {
      try await beat()
    } catch is CancellationError {
    } catch {
      logger.warning("beat failed", metadata: ["worker": "\(worker)", "error": "\(error)"])
    }
  }

  private func beat() async throws {
    beats += 1
    let (beat, worker, listens) = (beats, worker, attention.beats())
    do {
      let answer = try await pool.execute(
        .beat, worker, beat, book.known, Array(book.held), Array(book.released), running.progress, listens,
        timeout: configuration.lease / 6)[0]
      // A later one, under way or done, has the last word.
      if listens, beat == beats { attention.isHeard() }
      running.cancel(try answer.decode([Int64]?.self, at: 0) ?? [])
      book.forget(try answer.decode([Int64]?.self, at: 1) ?? [])
    } catch let error as PostgresError where error.sqlState == .workerUnknown {
      try await joinAnew(insteadOf: worker)
    }
  }
  /// Frozen for so long that others have buried it: what it held is theirs, and it starts afresh. Once, however many calls hear of it.
  private func joinAnew(insteadOf lost: Int32) async throws {
    guard lost == worker else { return }
    if let joining { return try await joining.value }
    logger.error("this worker was taken for dead", metadata: ["worker": "\(lost)"])
    book.startAfresh()
    attention.startAfresh()
    let task = Task { try await join() }
    joining = task
    defer { joining = nil }
    try await task.value
  }
}
