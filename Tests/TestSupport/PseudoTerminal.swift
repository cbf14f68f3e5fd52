import CSpawn
import Foundation
import FullScreen
import Synchronization

/// A program in a terminal of its own, as a person has it: what it shows, keys for it, a window that changes its size.
package final class PseudoTerminal: Sendable {
  package struct Ended: Error, CustomStringConvertible {
    package let status: Int32
    package let screen: String
    package var description: String { "it ended with \(status), and showed:\n\(screen)" }
  }

  private final class Shown: Sendable {
    let terminal: Mutex<TestTerminal>
    init(_ terminal: TestTerminal) { self.terminal = Mutex(terminal) }
  }

  package let processIdentifier: Int32
  /// The side of the person; the thread that reads has one of its own.
  private let master: Int32
  /// The side of the program, held open so that the terminal stays as the program left it.
  private let slave: Int32
  /// Closed when nobody looks any more.
  private let looking: Int32
  private let shown: Shown
  private let changes: AsyncStream<Void>
  private let ending: Task<Int32, Never>

  /// When the last reference is gone, the terminal goes, and the program is told so (SIGHUP).
  ///
  /// - Parameters:
  ///   - arguments: the first is the program's path.
  ///   - environment: all of it.
  package init(_ arguments: [String], environment: [String: String], columns: Int = 80, rows: Int = 24) throws
  {
    let master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard master >= 0, grantpt(master) == 0, unlockpt(master) == 0, let name = ptsname(master) else {
      throw POSIXError(.EIO)
    }
    let path = String(cString: name)
    slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    Self.resize(master, columns, rows)
    processIdentifier = try Self.spawn(arguments, environment, terminal: path)
    self.master = fcntl(master, F_DUPFD_CLOEXEC, 3)
    let (changes, continuation) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    self.changes = changes
    let shown = Shown(TestTerminal(columns: columns, rows: rows))
    self.shown = shown
    let (ended, tell) = try Self.pipe()
    let (stop, looking) = try Self.pipe()
    self.looking = looking
    let (statuses, status) = AsyncStream<Int32>.makeStream()
    ending = Task {
      for await value in statuses { return value }
      return -1
    }
    Thread.detachNewThread { [process = processIdentifier] in
      var raw: Int32 = 0
      while waitpid(process, &raw, 0) < 0, errno == EINTR {}
      close(tell)
      let signal = raw & 0x7F
      status.yield(signal == 0 ? raw >> 8 & 0xFF : 128 + signal)
    }
    Thread.detachNewThread {
      Self.read(master, until: [ended, stop]) { bytes in
        shown.terminal.withLock { $0.feed(bytes) }
        continuation.yield()
      }
      for descriptor in [master, ended, stop] { close(descriptor) }
      continuation.finish()
    }
  }

  deinit {
    for descriptor in [looking, master, slave] { close(descriptor) }
  }

  /// The screen, once it is as `condition` says.
  ///
  /// - Throws: `Ended` when the program ends before that; `CancellationError`, and the screen goes to the standard error, because a
  ///   test whose time is over does not tell of errors.
  @discardableResult
  package func wait(until condition: (TestTerminal) -> Bool) async throws -> TestTerminal {
    while true {
      let now = shown.terminal.withLock { $0 }
      if condition(now) { return now }
      var iterator = changes.makeAsyncIterator()
      guard await iterator.next() != nil else {
        if Task.isCancelled {
          FileHandle.standardError.write(Data("What was waited for did not come:\n\(now.text)\n".utf8))
          throw CancellationError()
        }
        let last = shown.terminal.withLock { $0 }
        if condition(last) { return last }
        throw Ended(status: await ending.value, screen: last.text)
      }
    }
  }

  /// The exit status, or 128 and the signal; and what the screen shows then.
  package func end() async -> (status: Int32, terminal: TestTerminal) {
    let status = await ending.value
    for await _ in changes {}
    return (status, shown.terminal.withLock { $0 })
  }

  package func type(_ keys: String) {
    _ = Array(keys.utf8).withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
  }

  package func resize(columns: Int, rows: Int) {
    shown.terminal.withLock { $0.resize(columns: columns, rows: rows) }
    Self.resize(master, columns, rows)
  }

  package func signal(_ number: Int32) { kill(processIdentifier, number) }

  /// The flags of the terminal's modes.
  package var modes: [UInt32] {
    var modes = termios()
    tcgetattr(slave, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// The kernel tells the program with SIGWINCH.
  private static func resize(_ master: Int32, _ columns: Int, _ rows: Int) {
    var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// A leader of a new session gets the first terminal that it opens for its own.
  private static func spawn(_ arguments: [String], _ environment: [String: String], terminal: String) throws
    -> pid_t
  {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (every, none) = (sigset_t(), sigset_t())
    sigfillset(&every)
    sigemptyset(&none)
    posix_spawnattr_setsigdefault(&attributes, &every)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | redress_posix_spawn_setsid)
    var words = arguments.map { strdup($0) } + [nil]
    var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return process
  }

  /// Hands on what comes, until one of the others is closed and everything was read.
  private static func read(_ master: Int32, until ends: [Int32], _ deliver: ([UInt8]) -> Void) {
    var bytes = [UInt8](repeating: 0, count: 4096)
    while true {
      var descriptors = ([master] + ends).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      guard poll(&descriptors, nfds_t(descriptors.count), -1) > 0 else { continue }
      guard descriptors[0].revents & Int16(POLLIN) != 0 else { return }
      let count = Foundation.read(master, &bytes, bytes.count)
      guard count > 0 else { return }
      deliver(Array(bytes.prefix(count)))
    }
  }

  /// Its ends: reading, writing. No other child may hold one open.
  private static func pipe() throws -> (Int32, Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe2(&ends, O_CLOEXEC) == 0 else { throw POSIXError(.EMFILE) }
    return (ends[0], ends[1])
  }
}
