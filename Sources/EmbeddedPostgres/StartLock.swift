import Foundation

/// Lets one process at a time look whether a server runs, make the cluster and start it; two that did so together would
/// both call initdb. The kernel releases it when its holder dies.
struct StartLock: Sendable {
  private let descriptor: Int32

  init(_ directory: String) async throws {
    descriptor = try await onOwnThread {
      let descriptor = open("\(directory)/start.lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw EmbeddedPostgresError.system("open \(directory)/start.lock", errno) }
      guard flock(descriptor, LOCK_EX) == 0 else { throw EmbeddedPostgresError.system("flock", errno) }
      return descriptor
    }
  }

  func release() { close(descriptor) }
}
