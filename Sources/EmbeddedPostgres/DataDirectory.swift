import Foundation

/// The files of a cluster, as initdb makes them.
struct DataDirectory {
  let path: String

  init(_ path: String) { self.path = path }

  /// The installation whose major version made these files; the newest when there are none yet.
  func choose(from installed: [ServerInstallation]) throws -> ServerInstallation {
    guard let version = try? String(contentsOfFile: "\(path)/PG_VERSION", encoding: .utf8) else {
      return installed[0]
    }
    let major = version.trimmingCharacters(in: .whitespacesAndNewlines)
    guard let match = installed.first(where: { String($0.major) == major }) else {
      throw EmbeddedPostgresError.otherMajorVersion(
        directory: path, found: major, installed: installed.map(\.major))
    }
    return match
  }

  /// Makes the cluster unless it is there. initdb works beside the final place, so that one which was interrupted
  /// leaves nothing that looks like a cluster.
  func create(with installation: ServerInstallation, as account: ServerAccount, durable: Bool) async throws {
    guard access("\(path)/PG_VERSION", F_OK) != 0 else { return }
    let unfinished = "\(path).unfinished"
    try? FileManager.default.removeItem(atPath: unfinished)
    // From 17 on the C.UTF-8 of the server itself, which sorts the same on every machine and after every upgrade.
    let provider = installation.major >= 17 ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] : []
    try await Command.check(
      account.command(
        [
          installation.program("initdb"), "--pgdata=\(unfinished)", "--username=postgres", "--encoding=UTF8",
          "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=reject", "--no-instructions",
        ] + provider + (durable ? [] : ["--no-sync"])), in: (path as NSString).deletingLastPathComponent)
    guard rename(unfinished, path) == 0 else {
      throw EmbeddedPostgresError.system("rename \(unfinished)", errno)
    }
  }
}

/// The server's log, read for its last words.
struct ServerLog {
  let path: String

  init(_ path: String) { self.path = path }

  var size: UInt64 {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.uint64Value ?? 0
  }

  /// The last lines that were written after `mark`; nil when there are none.
  func lastLines(_ count: Int, after mark: UInt64) -> String? {
    guard let file = FileHandle(forReadingAtPath: path), (try? file.seek(toOffset: mark)) != nil,
      let bytes = try? file.readToEnd()
    else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(count).joined(separator: "\n")
  }
}
