import Foundation
import LibPQ
import Logging

/// Keeps a worker alive in the eyes of the others: its row, its beats, the claims that it holds.
///
/// It beats until its task is cancelled, which is after the worker has drained: claims are held until the last is settled.
actor Heart {
  private(set) var worker: Int64 = 0
  private let pool: Pool
  private let configuration: WorkerConfiguration
  private let logger: Logger
  private var book = TokenBook()
  /// Whether the database knows that a notification would be heard.
  private(set) var isWaiting = false

  init(pool: Pool, configuration: WorkerConfiguration, logger: Logger) {
    self.pool = pool
    self.configuration = configuration
    self.logger = logger
  }

  func join() async throws {
    let rows = try await pool.execute(
      .joinWorkers, configuration.host, ProcessInfo.processInfo.processIdentifier, configuration.version,
      configuration.queues)
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

  func hold(_ token: UUID) { book.hold(token) }
  func forget(_ token: UUID) { book.forget(token) }
  func settle(_ token: UUID) { book.settle(token) }

  /// Says that a notification would be heard now. Told to the database at once when it is news; that work has come is told with
  /// the next beat: a notification too many costs little.
  func waits() async {
    guard !isWaiting else { return }
    isWaiting = true
    await beatOrLog()
  }

  func works() { isWaiting = false }

  func run() async {
    let interval = configuration.lease / 6
    while (try? await Task.sleep(for: interval)) != nil { await beatOrLog() }
  }

  private func beatOrLog() async {
    do {
      try await beat()
    } catch is CancellationError {
    } catch {
      logger.warning("beat failed", metadata: ["worker": "\(worker)", "error": "\(error)"])
    }
  }

  private func beat() async throws {
    let settled = book.settled
    do {
      let rows = try await pool.execute(
        .beat, worker, Array(book.held), Array(settled), isWaiting, configuration.lease,
        timeout: configuration.lease / 6)
      book.beatAnswered(named: settled, remaining: Set(try rows.map { try $0.decode(UUID.self, at: 0) }))
    } catch let error as PostgresError where error.sqlState.rawValue == "JQ004" {
      // Frozen for so long that others have buried it: what it held is theirs, and it starts afresh.
      logger.error("this worker was taken for dead", metadata: ["worker": "\(worker)"])
      try await join()
    }
  }
}
