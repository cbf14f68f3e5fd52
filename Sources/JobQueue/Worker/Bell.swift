/// Wakes whoever waits for work, or for the end.
///
/// Rings are counted: who passes the count that it saw last does not miss a ring that came in between.
actor Bell {
  private(set) var count = 0
  private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  private var nextWaiter = 0

  func ring() {
    count += 1
    for waiter in waiters.values { waiter.resume() }
    waiters = [:]
  }

  /// Returns when the count is another than `seen`, when `limit` is over, or when the task is cancelled.
  func wait(after seen: Int, atMost limit: Duration, clock: any Clock<Duration>) async {
    await withTaskGroup { group in
      group.addTask { await self.wait(after: seen) }
      group.addTask { try? await clock.sleep(for: limit) }
      await group.next()
      group.cancelAll()
    }
  }

  private func wait(after seen: Int) async {
    let waiter = nextWaiter
    nextWaiter += 1
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if count != seen || Task.isCancelled {
          continuation.resume()
        } else {
          waiters[waiter] = continuation
        }
      }
    } onCancel: {
      Task { await self.cancel(waiter) }
    }
  }

  private func cancel(_ waiter: Int) {
    waiters.removeValue(forKey: waiter)?.resume()
  }
}
