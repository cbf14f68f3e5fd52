import Foundation

/// A small shell that starts the server and stops it when its owner is gone.
///
/// Its standard input is a pipe whose other end only the owner holds, so the kernel itself tells it about the owner's
/// end: an exit, a crash and `kill -9` look the same. (A parent-death signal would be simpler and is wrong: it fires
/// when the *thread* that started the child ends, and the threads of Swift's pool come and go.)
struct Watchman: Sendable {
  private let process: ChildProcess
  private let lifeline: Int32

  /// What is left in `$@` is the command of `ServerControl`.
  private static let script = """
    options=$1; log=$2; seconds=$3; mode=$4; remove=$5; shift 5
    if ! "$@" --wait --timeout="$seconds" --log="$log" --options="$options" start; then
      "$@" --mode=immediate stop
      exit 1
    fi
    echo accepting-connections
    read -r word
    [ "$word" = leave ] && exit 0
    "$@" --mode="$mode" stop >/dev/null 2>&1
    [ -z "$remove" ] || printf '%s\\n' "$remove" | while read -r path; do rm -rf -- "$path"; done
    """

  /// Returns when the server accepts connections, or throws with what pg_ctl said.
  static func startServer(
    _ control: ServerControl, options: String, timeout: Duration, modeAtEnd: StopMode, remove: [String]
  ) async throws -> Watchman {
    try await onOwnThread {
      let (lifeline, answers) = (try Pipe(), try Pipe())
      let process: ChildProcess
      do {
        defer {
          close(lifeline.reading)
          close(answers.writing)
        }
        process = try ChildProcess(
          [
            "/bin/sh", "-c", script, "redress-watchman", options, control.log,
            String(timeout.components.seconds),
            modeAtEnd.rawValue, remove.joined(separator: "\n"),
          ] + control.command, in: control.directory,
          input: lifeline.reading, output: answers.writing, error: answers.writing)
      }
      defer { close(answers.reading) }
      let answer = answers.read(until: .now + timeout + .seconds(60)) {
        $0.contains("accepting-connections\n")
      }
      guard let answer, answer.contains("accepting-connections\n") else {
        close(lifeline.writing)
        let status = process.waitForExit()
        throw EmbeddedPostgresError.commandFailed(
          command: control.command.joined(separator: " "), status: status, output: answer ?? "no answer")
      }
      return Watchman(process: process, lifeline: lifeline.writing)
    }
  }

  /// Sends the watchman home; the server is no longer its business.
  func dismiss() async throws {
    try await onOwnThread {
      _ = "leave\n".withCString { write(lifeline, $0, 6) }
      close(lifeline)
      _ = process.waitForExit()
    }
  }
}
