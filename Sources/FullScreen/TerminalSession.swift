import CTerminal
import Foundation
import Synchronization

/// A terminal that a program has for itself: the alternate screen, keys as they are pressed, and everything put back in the end,
/// also when the process is stopped, told to end, or crashes. Only SIGKILL leaves it as it is (`reset` helps).
///
/// Ctrl-C, Ctrl-Z and Ctrl-\ stay the terminal's own, so that they work as everywhere, for pipelines too. A process has one
/// session at most; not for use from several tasks at once.
package final class TerminalSession {
  package enum Event: Hashable, Sendable {
    case key(Key)
    /// The window has another size.
    case resized
    /// Somebody wants the terminal for a while (Ctrl-Z): call `suspend`.
    case suspended
    /// The process goes on after it was stopped: call `resume`.
    case resumed
    /// SIGTERM, SIGINT, SIGHUP, or nobody is at the other end any more.
    case ended
  }

  private let input: Int32
  private let output: Int32
  private let modes: termios
  private let signals: (reading: Int32, writing: Int32)
  private let keys = KeyGate()
  private var writer: ScreenWriter

  /// Alternate screen, no cursor, no wrapping at the edge; and back.
  private static let greeting = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
  private static let farewell = "\u{1B}[0m\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

  /// Takes the terminal over.
  ///
  /// - Parameter deliver: told of events, on a thread of the session's own; must be quick.
  /// - Throws: `TerminalError` when the descriptors are no terminal.
  package init(
    input: Int32 = STDIN_FILENO, output: Int32 = STDOUT_FILENO, hasColour: Bool,
    deliver: @escaping @Sendable (Event) -> Void
  ) throws(TerminalError) {
    var modes = termios()
    guard isatty(output) == 1, tcgetattr(input, &modes) == 0 else { throw TerminalError.notATerminal }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TerminalError.system(errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    (self.input, self.output, self.modes) = (input, output, modes)
    signals = (ends[0], ends[1])
    writer = ScreenWriter(hasColour: hasColour)
    terminal_watch_signals(ends[1])
    enter()
    let reading = ends[0]
    Thread.detachNewThread { [keys] in
      InputLoop(input: input, signals: reading, keys: keys, deliver: deliver).run()
    }
  }

  /// The window's size now.
  package var size: Screen.Size {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return Screen.Size(columns: 80, rows: 24)
    }
    return Screen.Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  /// Shows a screen: what has changed, in one write. Blocks as long as the terminal takes no more.
  package func show(_ screen: Screen) { write(writer.update(to: screen)) }

  /// Gives the terminal back, stops the process, and takes the terminal again when it goes on.
  package func suspend() {
    giveBack()
    terminal_stop(SIGTSTP)
    enter()
  }

  /// Takes the terminal again after the process was stopped by something else.
  package func resume() { enter() }

  /// Gives the terminal back, for good.
  package func close() {
    giveBack()
    terminal_ignore_signals()
    // Ends the thread, which closes the other end.
    Foundation.close(signals.writing)
  }

  /// Nothing is known of what the terminal shows, so the next screen is drawn whole.
  private func enter() {
    // In the background the terminal is the shell's: wait there as everybody does who wants to write.
    if terminal_is_elsewhere(output) != 0 { terminal_stop(SIGTTOU) }
    var modes = self.modes
    terminal_hold(output, &modes, Self.farewell, Self.farewell.utf8.count)
    var raw = modes
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
    withUnsafeMutableBytes(of: &raw.c_cc) { characters in
      characters[Int(VMIN)] = 1
      characters[Int(VTIME)] = 0
    }
    tcsetattr(input, TCSADRAIN, &raw)
    keys.isOpen.withLock { $0 = true }
    writer.forget()
    write(Array(Self.greeting.utf8))
  }

  /// What is typed by somebody who sees the shell's screen again is for the shell.
  private func giveBack() {
    keys.isOpen.withLock { $0 = false }
    terminal_give_back(1)
  }

  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        var descriptor = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        poll(&descriptor, 1, 1000)
      } else if errno != EINTR {
        // Nobody is there any more; the input says so, too.
        return
      }
    }
  }
}

package enum TerminalError: Error, Hashable, Sendable {
  case notATerminal
  /// With its errno.
  case system(Int32)
}
