import JobQueue
import Logging
import Programs
import ServiceLifecycle

/// Tells now and then what a worker has done so far.
struct WorkerProgress: Service {
  private let worker: Worker
  private let interval: Duration
  private let logger: Logger

  init(_ worker: Worker, every interval: Duration, logger: Logger) {
    self.worker = worker
    self.interval = interval
    self.logger = logger
  }

  func run() async throws {
    let line = Terminal.error.isInteractive ? ProgressReporter("jobs", total: nil, unit: "done") : nil
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: interval)) != nil { tell(line) }
    }
    tell(line)
    line?.finish()
  }

  private func tell(_ line: ProgressReporter?) {
    let statistics = worker.statistics
    if let line { return line.update(completed: statistics.done) }
    logger.info(
      "progress",
      metadata: [
        "done": "\(statistics.done)", "retried": "\(statistics.retried)", "dead": "\(statistics.dead)",
        "batches": "\(statistics.running)",
      ])
  }
}
