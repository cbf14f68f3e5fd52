import Glibc

/// A value behind a lock. Not `Synchronization.Mutex`: the thread sanitizer cannot see its futex on Linux
/// and reports races where there are none, so that real ones would be overlooked.
package final class Locked<Value>: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var value: Value

  package init(_ value: Value) {
    self.value = value
    let code = pthread_mutex_init(mutex, nil)
    precondition(code == 0, "no lock: error \(code)")
  }

  deinit {
    pthread_mutex_destroy(mutex)
    mutex.deallocate()
  }

  /// Runs `body` while nobody else can; it must be short and must not lock again.
  package func withLock<Output>(_ body: (inout Value) throws -> Output) rethrows -> Output {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body(&value)
  }
}
