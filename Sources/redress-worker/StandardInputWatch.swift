import Foundation
import ServiceLifecycle

/// Returns when standard input ends: whoever holds its other end is gone, however it went.
///
/// A thread of its own that waits in `poll`, which ends with the process. Not a dispatch source: libdispatch crashed (6.3, in its
/// event loop) in two of thirteen runs of the test in which the other end is gone before the source is set up.
struct StandardInputWatch: Service {
  func run() async throws {
    let (ends, continuation) = AsyncStream<Void>.makeStream()
    Thread.detachNewThread {
      Self.waitForEnd()
      continuation.finish()
    }
    for await _ in ends.cancelOnGracefulShutdown() {}
  }

  private static func waitForEnd() {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      if poll(&descriptor, 1, -1) < 0, errno != EINTR { return }
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count == 0 || count < 0 && errno != EINTR && errno != EAGAIN { return }
    }
  }
}
