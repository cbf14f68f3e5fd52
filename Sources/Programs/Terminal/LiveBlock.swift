import FullScreen
import Synchronization

/// A few lines that are rewritten in place for a person, and said now and then to a log.
package final class LiveBlock: Sendable {
  private struct State {
    var lines = 0
    var shownAt: ContinuousClock.Instant?
  }

  private let state = Mutex(State())
  private let terminal: Terminal
  private let interval: Duration

  /// - Parameter interval: how often a log hears of it.
  package init(_ terminal: Terminal = .error, logged interval: Duration = .seconds(10)) {
    self.terminal = terminal
    self.interval = interval
  }

  /// Shows the lines in place of those before; a log gets the summary.
  package func show(_ lines: (Terminal) -> [String], summary: @autoclosure () -> String) {
    state.withLock { state in
      guard let width = terminal.width else {
        let now = ContinuousClock.now
        guard state.shownAt.map({ $0.duration(to: now) >= interval }) ?? true else { return }
        state.shownAt = now
        return terminal.print(summary())
      }
      var text = state.lines > 0 ? "\u{1B}[\(state.lines)A" : ""
      let lines = lines(terminal)
      for line in lines { text += "\u{1B}[K\(DisplayWidth.truncated(line, to: width - 1))\n" }
      state.lines = lines.count
      terminal.write(text)
    }
  }
}
