import Glibc

/// CLOCK_MONOTONIC in nanoseconds: the one clock that all processes of a machine share and that nobody sets.
enum Monotonic {
  static var now: Int {
    var instant = timespec()
    clock_gettime(CLOCK_MONOTONIC, &instant)
    return instant.tv_sec * 1_000_000_000 + instant.tv_nsec
  }

  static func sleep(until instant: Int) async throws {
    let left = instant - now
    if left > 0 { try await Task.sleep(for: .nanoseconds(left)) }
  }
}
