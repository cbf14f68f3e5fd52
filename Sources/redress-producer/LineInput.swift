import Dispatch
import Foundation
import Programs

/// The lines of standard input, one at a time, as they come: nothing is read ahead of what the pipe holds, and nothing is kept.
///
/// Reading blocks a thread of its own and none of the cooperative ones. Used from one task.
final class LineInput {
  /// No complaint is longer, however many escapes its characters take.
  private static let longest = 4 << 20

  private var waiting: [UInt8] = []
  /// Where the next line begins.
  private var start = 0
  /// How far it was looked for an end.
  private var searched = 0
  private var isAtEnd = false

  /// Without its line end; `nil` at the end.
  ///
  /// Throws `Failure` when reading fails, or a line has no end.
  func next() async throws -> [UInt8]? {
    while true {
      if let end = waiting[searched...].firstIndex(of: 0x0A) {
        defer {
          start = end + 1
          searched = start
        }
        return Array(waiting[start..<end])
      }
      searched = waiting.count
      guard !isAtEnd else {
        defer { start = waiting.count }
        return start < waiting.count ? Array(waiting[start...]) : nil
      }
      guard waiting.count - start <= Self.longest else {
        throw Failure.wrongInput(
          "A line is longer than 4 MiB.", remedy: "End each complaint with a line feed.")
      }
      waiting.removeFirst(start)
      searched -= start
      start = 0
      let piece = try await Self.read()
      isAtEnd = piece.isEmpty
      waiting += piece
    }
  }

  private static func read() async throws -> [UInt8] {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var count: Int
        repeat {
          count = Foundation.read(STDIN_FILENO, &buffer, buffer.count)
        } while count < 0 && errno == EINTR
        guard count >= 0 else {
          let reason = String(cString: strerror(errno))
          return continuation.resume(throwing: Failure("Standard input cannot be read: \(reason)."))
        }
        continuation.resume(returning: Array(buffer.prefix(count)))
      }
    }
  }
}
