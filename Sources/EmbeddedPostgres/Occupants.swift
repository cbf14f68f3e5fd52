import Foundation

/// The processes that live in a data directory, told by their working directory: the postmaster and every one of its
/// children has it there. `postmaster.pid` alone cannot tell, because after a crash of the machine its number may belong
/// to anybody; the server then refuses to start for fear of a neighbour who is none.
enum Occupants {
  static func of(_ data: String) -> [pid_t] {
    guard let directory = FileIdentity(data) else { return [] }
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { pid_t($0) }.filter { FileIdentity("/proc/\($0)/cwd") == directory }
  }

  /// The postmaster that serves the data directory now, or nil.
  static func postmaster(of data: String) -> pid_t? {
    guard let written = lines("\(data)/postmaster.pid").first.flatMap({ pid_t($0) }) else { return nil }
    return of(data).contains(written) ? written : nil
  }

  /// Removes a `postmaster.pid` that speaks of nobody, and the lock of its socket. Safe only because no process is left
  /// in the directory: one that had outlived its postmaster would still hold the shared memory that the file names. The
  /// socket's lock goes only if it was this directory's: its second line says.
  static func removeStaleFiles(_ placement: Placement) {
    guard of(placement.data).isEmpty else { return }
    unlink("\(placement.data)/postmaster.pid")
    let socketLock = "\(placement.socketDirectory)/.s.PGSQL.\(Placement.port).lock"
    let holder = lines(socketLock).dropFirst().first
    if let holder, FileIdentity(holder) == FileIdentity(placement.data) { unlink(socketLock) }
  }

  /// Waits until the last one has left: orphans notice the end of their postmaster only when their statement ends.
  static func waitUntilGone(_ data: String, timeout: Duration) async throws -> Bool {
    let deadline = ContinuousClock.now + timeout
    while !of(data).isEmpty {
      guard ContinuousClock.now < deadline else { return false }
      try await Task.sleep(for: .milliseconds(10))
    }
    return true
  }

  private static func lines(_ file: String) -> [String] {
    let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Two paths lead to the same directory if these are equal, whatever links or mounts are on the way.
  private struct FileIdentity: Equatable {
    let device: dev_t
    let node: ino_t

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, node) = (status.st_dev, status.st_ino)
    }
  }
}
