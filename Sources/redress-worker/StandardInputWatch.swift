import Dispatch
import Foundation
import ServiceLifecycle

/// Returns when standard input ends: whoever holds its other end is gone, however it went.
struct StandardInputWatch: Service {
  func run() async throws {
    let (ends, continuation) = AsyncStream<Void>.makeStream()
    let source = DispatchSource.makeReadSource(fileDescriptor: STDIN_FILENO)
    source.setEventHandler {
      var buffer = [UInt8](repeating: 0, count: 4096)
      if read(STDIN_FILENO, &buffer, buffer.count) <= 0 { continuation.finish() }
    }
    source.resume()
    for await _ in ends.cancelOnGracefulShutdown() {}
    source.cancel()
  }
}
