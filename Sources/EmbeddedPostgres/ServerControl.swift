/// How pg_ctl is called for one server.
///
/// From inside the server's directory and by relative names, because pg_ctl hands the names to a shell in double quotes:
/// a `$(…)` in the path of a clone would be carried out.
struct ServerControl: Sendable {
  let directory: String
  /// pg_ctl as the server's account, with the data directory; the action goes behind.
  let command: [String]
  let log = "server.log"

  init(_ installation: ServerInstallation, _ placement: Placement, _ account: ServerAccount) {
    directory = placement.base
    command = account.command([installation.program("pg_ctl"), "--pgdata=data", "--silent"])
  }

  /// Starts a server that nobody watches.
  func start(options: String, timeout: Duration) async throws {
    do {
      try await Command.check(
        command + [
          "--wait", "--timeout=\(timeout.components.seconds)", "--log=\(log)", "--options=\(options)",
          "start",
        ], in: directory, timeout: timeout + .seconds(60))
    } catch {
      // Too slow is not the same as dead.
      _ = try? await Command.run(command + ["--mode=immediate", "stop"], in: directory)
      throw error
    }
  }

  func stop(_ mode: StopMode) async throws {
    try await Command.check(
      command + ["--wait", "--timeout=60", "--mode=\(mode.rawValue)", "stop"], in: directory)
  }
}
