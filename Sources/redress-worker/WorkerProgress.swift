import JobQueue
import Programs
import ServiceLifecycle

/// Shows on one line what a worker has done so far.
struct WorkerProgress: Service {
  private let worker: Worker

  init(_ worker: Worker) { self.worker = worker }

  func run() async throws {
    let progress = ProgressReporter("jobs", total: nil, unit: "done")
    let ticks = AsyncTicks(every: .milliseconds(200))
    for await _ in ticks.cancelOnGracefulShutdown() {
      progress.update(completed: worker.statistics.done)
    }
    progress.update(completed: worker.statistics.done)
    progress.finish()
  }
}

/// A tick now and then, until its task is cancelled.
private struct AsyncTicks: AsyncSequence, Sendable {
  private let interval: Duration

  init(every interval: Duration) { self.interval = interval }

  struct AsyncIterator: AsyncIteratorProtocol {
    let interval: Duration

    mutating func next() async -> Void? {
      try? await Task.sleep(for: interval)
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(interval: interval) }
}
