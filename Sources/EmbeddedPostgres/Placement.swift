import Foundation

/// Where the parts of one private server are.
package struct Placement: Sendable, Equatable {
  /// Holds the data directory and the log, belongs to the server's account alone.
  package let base: String
  /// Holds the socket: `base`, unless the path would be too long for one.
  package let socketDirectory: String

  package var data: String { "\(base)/data" }
  package var log: String { "\(base)/server.log" }
  var socketIsApart: Bool { socketDirectory != base }

  static let port = 5432

  /// The first of the candidates which the account can use, made ready for it.
  static func prepare(_ directory: String, for account: ServerAccount, environment: [String: String])
    async throws
    -> Placement
  {
    let candidates = baseCandidates(directory, isRoot: geteuid() == 0)
    for base in candidates where try await account.can(.enter, nearestExisting(base)) {
      do { try PrivateDirectory.create(base, for: account) } catch EmbeddedPostgresError.system { continue }
      guard try await account.can(.write, base) else { continue }
      return Placement(
        base: base, socketDirectory: socketDirectory(base: base, user: geteuid(), environment: environment))
    }
    throw EmbeddedPostgresError.noUsableDirectory(account: account.name, tried: candidates)
  }

  /// Before every start: `/run` and `/tmp` forget.
  func prepareSocketDirectory(for account: ServerAccount) throws {
    if socketIsApart { try PrivateDirectory.create(socketDirectory, for: account) }
  }

  /// Only root lends the server another account, so only root needs a place elsewhere.
  static func baseCandidates(_ directory: String, isRoot: Bool) -> [String] {
    guard isRoot else { return [directory] }
    let name = "\((directory as NSString).lastPathComponent)-\(fingerprint(directory))"
    return [directory, "/var/lib/redress/\(name)", "/tmp/redress-\(name)"]
  }

  static func socketDirectory(base: String, user: uid_t, environment: [String: String]) -> String {
    if canHoldSocket(base) { return base }
    let runtime = user == 0 ? "/run" : environment["XDG_RUNTIME_DIR"] ?? ""
    let name = "redress-\(user)-\(fingerprint(base))"
    let short = "\(runtime)/\(name)"
    return !runtime.isEmpty && access(runtime, W_OK) == 0 && canHoldSocket(short) ? short : "/tmp/\(name)"
  }

  /// A socket's address has room for 107 bytes and an end. A comma separates directories for the server and hosts for
  /// libpq, neither of which lets it be quoted; an `@` in front would be an abstract socket, but the path is absolute.
  static func canHoldSocket(_ directory: String) -> Bool {
    let path = "\(directory)/.s.PGSQL.\(port)"
    return path.utf8.count <= 107 && !path.contains(",") && path.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 }
  }

  private static func nearestExisting(_ path: String) -> String {
    var path = path
    while access(path, F_OK) != 0, path != "/" { path = (path as NSString).deletingLastPathComponent }
    return path
  }

  /// FNV-1a: the same for the same path in every process, which `Hasher` is not. It names, it does not protect.
  static func fingerprint(_ text: String) -> String {
    let hash = text.utf8.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    return String(hash, radix: 36)
  }
}
