import CSpawn
import Foundation

/// A process started with `posix_spawn`, in a session of its own.
///
/// Not Foundation's `Process`, because four things must be certain: Ctrl-C in the terminal of a demo must not reach
/// the server (`SETSID`), no descriptor of ours may leak into a server that outlives us (`closefrom`), the child must
/// not inherit signals that a service group ignores (`SETSIGDEF`), and its working directory must be one that an
/// unprivileged account can enter (`chdir`).
struct ChildProcess: Sendable {
  let identifier: pid_t

  /// `arguments[0]` is an absolute path. The descriptors become the child's 0, 1 and 2; the caller keeps its own.
  init(_ arguments: [String], in directory: String, input: Int32, output: Int32, error: Int32) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, error, 2)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    posix_spawn_file_actions_addchdir_np(&actions, directory)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var everySignal = sigset_t()
    sigfillset(&everySignal)
    posix_spawnattr_setsigdefault(&attributes, &everySignal)
    var noSignal = sigset_t()
    sigemptyset(&noSignal)
    posix_spawnattr_setsigmask(&attributes, &noSignal)
    let flags = Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK) | redress_posix_spawn_setsid
    posix_spawnattr_setflags(&attributes, flags)

    var argumentPointers = arguments.map { strdup($0) } + [nil]
    var environmentPointers = Self.environment.map { strdup($0) } + [nil]
    defer { (argumentPointers + environmentPointers).forEach { free($0) } }
    var process: pid_t = 0
    let code = posix_spawn(
      &process, arguments[0], &actions, &attributes, &argumentPointers, &environmentPointers)
    guard code == 0 else {
      throw EmbeddedPostgresError.commandFailed(
        command: arguments[0], status: nil, output: String(cString: strerror(code)))
    }
    identifier = process
  }

  /// Nothing of the caller's environment: `PGDATA`, `PGPORT` or `PGOPTIONS` there mean another server, and the locale
  /// decides in which language the tools answer.
  private static let environment = [
    "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/", "LC_ALL=C.UTF-8", "TZ=UTC",
  ]

  /// Blocks until the process has ended. 0 … 255 is its exit status, 128 + n means that signal n ended it.
  func waitForExit() -> Int32 {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return 255 }
    }
    let signal = status & 0x7f
    return signal == 0 ? (status >> 8) & 0xff : 128 + signal
  }

  /// Ends the process and what it started, except for what has gone into a session of its own (a server has).
  func kill() {
    _ = Glibc.kill(-identifier, SIGKILL)
  }
}
