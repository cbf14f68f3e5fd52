import Foundation
import Logging
import Synchronization
import Testing

@testable import Programs

@Suite struct LineLogHandlerTests {
  private func lines(_ log: (Logger) -> Void) -> [String] {
    let written = Mutex<[String]>([])
    let handler = LineLogHandler(now: { Date(timeIntervalSince1970: 0.25) }) { line in
      written.withLock { $0.append(line) }
    }
    log(Logger(label: "test") { _ in handler })
    return written.withLock { $0 }
  }

  @Test func anEventIsOneLine() {
    let written = lines { logger in
      logger.info("worker joined", metadata: ["worker": "3", "queues": "verify clock"])
      logger.debug("not asked for")
    }
    #expect(written == ["1970-01-01T00:00:00.250Z info worker joined queues=\"verify clock\" worker=3\n"])
  }

  @Test func anEventCannotPretendToBeTwo() {
    let written = lines { $0.error("failed\n1970-01-01 info fine", metadata: ["reason": "a\"b\u{1B}"]) }
    #expect(
      written == ["1970-01-01T00:00:00.250Z error failed 1970-01-01 info fine reason=\"a\\\"b\u{FFFD}\"\n"])
  }
}
