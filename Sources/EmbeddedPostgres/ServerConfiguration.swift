import Foundation

/// What a private server should be like. `directory` decides which one it is: the same directory, the same server.
package struct ServerConfiguration: Sendable {
  /// Where the cluster lives; made when missing. When the server's account cannot enter it (a clone under `/root`),
  /// a directory under `/var/lib/redress` or `/tmp` stands in, named after this one.
  package var directory: String
  package var lifetime: Lifetime
  /// Server settings by name, over the defaults; never those which keep the server private.
  package var settings: [String: String]
  /// How long the server may take until it accepts connections; after a crash it replays its log first.
  package var startTimeout: Duration
  package var environment: [String: String]

  package init(
    directory: String, lifetime: Lifetime, settings: [String: String] = [:],
    startTimeout: Duration = .seconds(60),
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) {
    self.directory = URL(fileURLWithPath: directory).standardizedFileURL.path
    self.lifetime = lifetime
    self.settings = settings
    self.startTimeout = startTimeout
    self.environment = environment
  }

  /// How long the server lives.
  package enum Lifetime: Sendable, Equatable {
    /// As long as this process at most, even when that is killed; the files stay.
    case process
    /// As `process`, and the directory goes with the server: for tests.
    case temporary
    /// Until somebody stops it: this process ends, the server stays.
    case detached
  }

  /// Speed for tests, which never read a file again after a crash of the machine. A `kill -9` of the server still loses
  /// nothing that was committed: what was written is in the kernel's cache. (With `synchronous_commit` off it would.)
  package static let unsafeButFast = ["fsync": "off", "full_page_writes": "off"]
}
