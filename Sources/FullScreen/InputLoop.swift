import CTerminal
import Foundation
import Synchronization

/// Whether keys are read, held while they are: who closes it knows that nothing is read from then on.
final class KeyGate: Sendable {
  let isOpen = Mutex(true)
}

/// Waits for keys and signals, on a thread of its own, until the session closes its end of the pipe.
struct InputLoop: Sendable {
  let input: Int32
  /// Bytes, each the number of a signal that came.
  let signals: Int32
  let keys: KeyGate
  let deliver: @Sendable (TerminalSession.Event) -> Void

  /// How long an ESC may be the beginning of something else: as long as a slow line takes, and nobody notices.
  private static let patience: Int32 = 100

  func run() {
    defer { close(signals) }
    terminal_receive_signals()
    var decoder = KeyDecoder()
    var isOpen = true
    while true {
      var descriptors = [
        pollfd(fd: signals, events: Int16(POLLIN), revents: 0),
        // A negative descriptor is passed over.
        pollfd(fd: isOpen ? input : -1, events: Int16(POLLIN), revents: 0),
      ]
      let ready = poll(&descriptors, 2, decoder.isUndecided ? Self.patience : -1)
      if ready == 0 { for key in decoder.timeOut() { deliver(.key(key)) } }
      guard ready > 0 else { continue }
      if descriptors[0].revents != 0 {
        guard let numbers = read(signals) else { return }
        for number in numbers { deliver(event(Int32(number))) }
      }
      if descriptors[1].revents != 0 {
        // Closed, it is about to be stopped or to end.
        if let bytes = keys.isOpen.withLock({ $0 ? read(input) : [] }) {
          for key in decoder.feed(bytes) { deliver(.key(key)) }
        } else {
          isOpen = false
          deliver(.ended)
        }
      }
    }
  }

  private func event(_ number: Int32) -> TerminalSession.Event {
    switch number {
    case SIGWINCH: .resized
    case SIGTSTP: .suspended
    case SIGCONT: .resumed
    default: .ended
    }
  }

  /// What is there; `nil` at the end.
  private func read(_ descriptor: Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: 1024)
    let count = Foundation.read(descriptor, &bytes, bytes.count)
    if count < 0, errno == EINTR || errno == EAGAIN { return [] }
    return count > 0 ? Array(bytes.prefix(count)) : nil
  }
}
