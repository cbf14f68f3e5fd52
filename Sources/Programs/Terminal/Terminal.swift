import Foundation

/// One of the program's two streams, and what is at its other end.
package struct Terminal: Sendable {
  /// Is a person looking? Then lines are fitted to the window and may be rewritten; otherwise they are left whole.
  package let isInteractive: Bool
  /// Columns of the window; `nil` where nothing limits a line.
  package let width: Int?
  /// May text be emphasised? Not into a file, not on a dumb terminal, not against NO_COLOR.
  package let isStyled: Bool
  private let descriptor: Int32

  /// Results: what a pipe or a file is to receive.
  package static let output = Terminal(descriptor: STDOUT_FILENO)
  /// Progress, notices, errors.
  package static let error = Terminal(descriptor: STDERR_FILENO)

  package init(descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.descriptor = descriptor
    let term = environment["TERM"] ?? "dumb"
    isInteractive = isatty(descriptor) == 1 && term != "dumb"
    isStyled = isInteractive && (environment["NO_COLOR"] ?? "").isEmpty
    width = isInteractive ? Terminal.columns(of: descriptor, environment) : nil
  }

  /// Lines of that width, without emphasis, for whoever draws them himself.
  package init(width: Int) {
    isInteractive = true
    isStyled = false
    self.width = width
    descriptor = -1
  }

  private static func columns(of descriptor: Int32, _ environment: [String: String]) -> Int {
    var size = winsize()
    if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return max(20, Int(size.ws_col)) }
    return environment["COLUMNS"].flatMap { Int($0) }.map { max(20, $0) } ?? 80
  }

  /// Writes at once: nothing of what was said is lost in a buffer when the program dies.
  ///
  /// Nobody reading any more (`redress … | head`) ends the program, quietly, as it ends `ls`.
  package func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written >= 0 {
        bytes = bytes.dropFirst(written)
      } else if errno == EPIPE {
        exit(ExitStatus.failed.rawValue)
      } else if errno != EINTR && errno != EAGAIN {
        return
      }
    }
  }

  package func print(_ line: String = "") {
    write(line + "\n")
  }

  /// Replaces the line that the cursor is on. For a window only.
  package func rewriteLine(_ text: String) {
    write("\r\u{1B}[K" + text)
  }

  package func bold(_ text: String) -> String { isStyled ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
  package func dim(_ text: String) -> String { isStyled ? "\u{1B}[2m\(text)\u{1B}[0m" : text }
  /// For what a person must look at: something is late, lost or broken.
  package func alarming(_ text: String) -> String { isStyled ? "\u{1B}[31m\(text)\u{1B}[0m" : text }
}
