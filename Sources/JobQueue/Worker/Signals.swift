import LibPQ
import Synchronization

/// Told once: claim nothing more.
final class StopSignal: Sendable {
  private let raised = Atomic(false)
  private let bell = Bell()

  var isRaised: Bool { raised.load(ordering: .acquiring) }

  func raise() {
    raised.store(true, ordering: .releasing)
    Task { await bell.ring() }
  }

  /// Returns when it is raised, when `limit` is over, or when the task is cancelled.
  func wait(atMost limit: Duration) async {
    await bell.wait(after: 0, atMost: limit, clock: ContinuousClock())
  }
}

/// The worker's counts, shared by its batches.
final class StatisticsBox: Sendable {
  private let counts = Locked(WorkerStatistics())

  var value: WorkerStatistics { counts.withLock { $0 } }
  var running: Int { value.running }
  func began() { counts.withLock { $0.running += 1 } }
  func ended() { counts.withLock { $0.running -= 1 } }
  func count(_ dispositions: [Disposition]) {
    counts.withLock { for disposition in dispositions { $0.count(disposition) } }
  }
}
