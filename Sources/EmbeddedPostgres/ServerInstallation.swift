import Foundation

/// The server programs of one installed PostgreSQL.
package struct ServerInstallation: Sendable, Equatable {
  /// The versions that the SQL of this project is written for and tested with.
  package static let supportedMajors = 15...18

  /// Absolute path of the directory that holds `initdb`, `pg_ctl` and `postgres`.
  package let binaries: String
  package let major: Int
  package let minor: Int

  package func program(_ name: String) -> String { "\(binaries)/\(name)" }

  /// All usable installations, newest first. With `REDRESS_POSTGRES_BIN` set, that one alone: who names a server
  /// wants to know when it is not there, not to get another.
  package static func all(environment: [String: String] = ProcessInfo.processInfo.environment) async throws
    -> [ServerInstallation]
  {
    if let named = environment["REDRESS_POSTGRES_BIN"], !named.isEmpty {
      return [try await examine(named: URL(fileURLWithPath: named).standardizedFileURL.path)]
    }
    return try await all(in: searchDirectories(path: environment["PATH"] ?? ""))
  }

  static func all(in directories: [String]) async throws -> [ServerInstallation] {
    var found: [ServerInstallation] = []
    for directory in directories {
      guard let installation = await examine(directory), supportedMajors.contains(installation.major),
        !found.contains(where: { ($0.major, $0.minor) == (installation.major, installation.minor) })
      else { continue }
      found.append(installation)
    }
    guard !found.isEmpty else { throw EmbeddedPostgresError.noServer(searched: directories) }
    return found.sorted { ($0.major, $0.minor) > ($1.major, $1.minor) }
  }

  /// Debian keeps the server programs out of PATH, as does Red Hat's packaging of postgresql.org.
  static func searchDirectories(path: String) -> [String] {
    let packaged = supportedMajors.reversed().flatMap {
      ["/usr/lib/postgresql/\($0)/bin", "/usr/pgsql-\($0)/bin"]
    }
    return packaged + path.split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  private static func examine(named directory: String) async throws -> ServerInstallation {
    guard let installation = await examine(directory) else {
      throw EmbeddedPostgresError.unusableServer(
        directory: directory, reason: "initdb, pg_ctl and postgres are not all there, or do not run")
    }
    guard supportedMajors.contains(installation.major) else {
      throw EmbeddedPostgresError.unusableServer(
        directory: directory, reason: "that is PostgreSQL \(installation.major), not one of 15 to 18")
    }
    return installation
  }

  private static func examine(_ directory: String) async -> ServerInstallation? {
    let programs = ["initdb", "pg_ctl", "postgres"].map { "\(directory)/\($0)" }
    guard programs.allSatisfy({ access($0, X_OK) == 0 }),
      let answer = try? await Command.check([programs[2], "--version"], timeout: .seconds(10)),
      let version = parseVersion(answer)
    else { return nil }
    return ServerInstallation(binaries: directory, major: version.major, minor: version.minor)
  }

  /// Reads `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`; a beta (`18beta1`) has the minor version 0.
  static func parseVersion(_ answer: String) -> (major: Int, minor: Int)? {
    guard let match = answer.firstMatch(of: #/\(PostgreSQL\) (\d+)(?:\.(\d+))?/#), let major = Int(match.1)
    else { return nil }
    return (major, match.2.flatMap { Int($0) } ?? 0)
  }
}
