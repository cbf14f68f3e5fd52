import Foundation

/// The account which runs the server. PostgreSQL refuses to run as root, so root lends it another one.
package struct ServerAccount: Sendable, Equatable {
  package let name: String
  let user: uid_t
  let group: gid_t
  /// What goes before a command so that it runs as this account; empty when that is who we are.
  let prefix: [String]

  func command(_ arguments: [String]) -> [String] { prefix + arguments }

  static func choose() throws -> ServerAccount {
    guard geteuid() == 0 else {
      return ServerAccount(name: NSUserName(), user: geteuid(), group: getegid(), prefix: [])
    }
    for name in ["postgres", "nobody"] {
      guard let entry = lookUp(name) else { continue }
      return ServerAccount(
        name: name, user: entry.user, group: entry.group, prefix: try becoming(name, entry))
    }
    throw EmbeddedPostgresError.noAccount("there is neither an account postgres nor nobody")
  }

  /// Asks the kernel by trying, as the account: permission bits, access lists and mount options all count.
  func can(_ permission: Permission, _ path: String) async throws -> Bool {
    try await Command.run(command(["/usr/bin/test", permission.rawValue, path])).status == 0
  }

  enum Permission: String {
    case enter = "-x"
    case write = "-w"
  }

  /// setpriv changes the ids and nothing else; runuser, where there is no setpriv, opens a PAM session on the way.
  private static func becoming(_ name: String, _ entry: (user: uid_t, group: gid_t)) throws -> [String] {
    if let setpriv = find("setpriv") {
      return [setpriv, "--reuid=\(entry.user)", "--regid=\(entry.group)", "--init-groups", "--"]
    }
    if let runuser = find("runuser") { return [runuser, "-u", name, "--"] }
    throw EmbeddedPostgresError.noAccount("neither setpriv nor runuser (both in util-linux) is installed")
  }

  private static func find(_ program: String) -> String? {
    ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  private static func lookUp(_ name: String) -> (user: uid_t, group: gid_t)? {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else { return nil }
    return (entry.pw_uid, entry.pw_gid)
  }
}
