import Foundation

/// A directory that belongs to the server's account and that no other account can enter: what is inside, sockets
/// included, needs no further protection.
enum PrivateDirectory {
  /// Makes the directory, its parents too, or takes over an existing one if nobody else can have prepared it.
  static func create(_ path: String, for account: ServerAccount) throws {
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    if mkdir(path, 0o700) != 0, errno != EEXIST { throw EmbeddedPostgresError.system("mkdir \(path)", errno) }
    // Opened without following a link and judged by its descriptor: in /tmp anybody may have put a link here.
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw EmbeddedPostgresError.directoryNotOurs(path: path, reason: "it is not a directory")
    }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw EmbeddedPostgresError.system("fstat", errno) }
    guard status.st_uid == account.user || status.st_uid == geteuid() else {
      throw EmbeddedPostgresError.directoryNotOurs(
        path: path, reason: "it belongs to user \(status.st_uid), not to \(account.name)")
    }
    guard fchown(descriptor, account.user, account.group) == 0, fchmod(descriptor, 0o700) == 0 else {
      throw EmbeddedPostgresError.system("fchown \(path)", errno)
    }
  }
}
