import CSpawn
import Foundation

/// A pipe whose ends are closed on `exec`, so that no other child of this process can hold it open by accident.
struct Pipe: Sendable {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [0, 0]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw EmbeddedPostgresError.system("pipe2", errno) }
    (reading, writing) = (ends[0], ends[1])
  }

  /// Blocks until the other side has closed its end, `isComplete` says that enough has been read, or the deadline has
  /// passed: then nil.
  func read(until deadline: ContinuousClock.Instant, isComplete: (String) -> Bool = { _ in false }) -> String?
  {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let remaining = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
      var descriptor = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
      let ready = poll(&descriptor, 1, Int32(max(0, min(remaining.rounded(.up), 3_600_000))))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { return nil }
      let count = Glibc.read(reading, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
      if isComplete(String(decoding: bytes, as: UTF8.self)) { break }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
