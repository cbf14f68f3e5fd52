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
  /// Whether the database knows that a notification would be heard.
  private(set) var isWaiting = false

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

  /// Says that a notification would be heard now. Told to the database at once when it is news; that work has come is told with
  /// the next beat: a notification too many costs little.
  func waits() async {
    guard !isWaiting else { return }
    isWaiting = true
    await beatNow()
  }

  func works() { isWaiting = false }

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
    do {
      let answer = try await pool.execute(
        .beat, worker, beats, book.known, Array(book.held), Array(book.released), running.progress, isWaiting,
        timeout: configuration.lease / 6)[0]
      running.cancel(try answer.decode([Int64]?.self, at: 0) ?? [])
      book.forget(try answer.decode([Int64]?.self, at: 1) ?? [])
    } catch let error as PostgresError where error.sqlState == .workerUnknown {
      // Frozen for so long that others have buried it: what it held is theirs, and it starts afresh.
      logger.error("this worker was taken for dead", metadata: ["worker": "\(worker)"])
      book.startAfresh()
      try await join()
    }
  }
}
