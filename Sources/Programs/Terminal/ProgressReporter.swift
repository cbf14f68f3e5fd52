import Foundation
import Synchronization

/// Shows a `ProgressMeter` on standard error: rewritten in place for a person, a line now and then for a log.
package final class ProgressReporter: Sendable {
  private struct State {
    var meter: ProgressMeter
    var shownAt: ContinuousClock.Instant?
    var isOnScreen = false
  }

  private let state: Mutex<State>
  private let terminal: Terminal
  private let started = ContinuousClock.now

  /// Ten times a second is smooth to the eye; a log gets a line every ten seconds.
  private var interval: Duration { terminal.isInteractive ? .milliseconds(100) : .seconds(10) }

  package init(_ label: String, total: Int?, unit: String, terminal: Terminal = .error) {
    self.terminal = terminal
    state = Mutex(State(meter: ProgressMeter(label, total: total, unit: unit)))
  }

  /// Cheap enough for every batch: draws only when it is time.
  package func update(completed: Int, fraction: Double? = nil) {
    let now = ContinuousClock.now
    state.withLock { state in
      state.meter.update(completed: completed, fraction: fraction, elapsed: started.duration(to: now))
      // The first line of a log comes after the first interval: what is quick says nothing.
      let last = state.shownAt ?? (terminal.isInteractive ? now - interval : started)
      guard last.duration(to: now) >= interval else { return }
      state.shownAt = now
      draw(&state)
    }
  }

  /// Says something above the bar.
  package func interrupt(_ line: String) {
    state.withLock { state in
      guard terminal.isInteractive else { return terminal.print(line.safeForTerminal()) }
      terminal.rewriteLine("")
      for line in wrapped(line.safeForTerminal(), to: terminal.width) { terminal.print(line) }
      if state.isOnScreen { draw(&state) }
    }
  }

  /// Draws the last state and leaves the line; on a log only when it had said something before.
  package func finish() {
    state.withLock { state in
      state.meter.update(
        completed: state.meter.completed, fraction: state.meter.fraction, elapsed: started.duration(to: .now))
      if terminal.isInteractive {
        draw(&state)
        terminal.print()
      } else if state.isOnScreen {
        draw(&state)
      }
    }
  }

  private func draw(_ state: inout State) {
    state.isOnScreen = true
    if let width = terminal.width {
      terminal.rewriteLine(state.meter.bar(width: width))
    } else {
      terminal.print(state.meter.plain)
    }
  }
}
