import Foundation

/// The processes that live in a data directory, told by their working directory: the postmaster and every one of its
/// children has it there. `postmaster.pid` alone cannot tell, because after a crash of the machine its number may belong
/// to anybody; the server then refuses to start for fear of a neighbour who is none.
enum Occupants {
  static func of(_ data: String) -> [pid_t] {
    guard let resolved = realpath(data, nil) else { return [] }
    defer { free(resolved) }
    let directory = String(cString: resolved)
    let processes = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return processes.compactMap { pid_t($0) }.filter { workingDirectory(of: $0) == directory }
  }

  /// The postmaster that serves the data directory now, or nil.
  static func postmaster(of data: String) -> pid_t? {
    guard let written = writtenProcess(data) else { return nil }
    return of(data).contains(written) ? written : nil
  }

  /// Removes a `postmaster.pid` that speaks of nobody. Safe only because no process is left in the directory: one that
  /// had outlived its postmaster would still hold the shared memory that the file's last lines name.
  static func removeStaleFile(_ data: String) {
    guard writtenProcess(data) != nil, of(data).isEmpty else { return }
    unlink("\(data)/postmaster.pid")
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

  private static func writtenProcess(_ data: String) -> pid_t? {
    guard let text = try? String(contentsOfFile: "\(data)/postmaster.pid", encoding: .utf8) else {
      return nil
    }
    return text.split(separator: "\n").first.flatMap { pid_t($0) }
  }

  private static func workingDirectory(of process: pid_t) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
    let length = readlink("/proc/\(process)/cwd", &buffer, buffer.count - 1)
    guard length > 0 else { return nil }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
