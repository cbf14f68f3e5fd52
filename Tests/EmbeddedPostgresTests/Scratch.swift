import Foundation

@testable import EmbeddedPostgres

/// A directory for one test, open to every account, so that what is inside decides who may enter.
struct Scratch {
  let path: String

  init(_ name: String = "scratch") throws {
    path = "/tmp/redress-\(name)-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try makeDirectory(path, mode: 0o755)
  }

  func makeDirectory(_ path: String, mode: Int) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
  }

  func remove() { try? FileManager.default.removeItem(atPath: path) }

  /// A directory with programs that give a server's version and can do nothing else.
  ///
  /// Written by another process: whatever this one is just starting elsewhere may hold its open files for a moment, and a file
  /// that somebody has open for writing cannot be run ("text file busy").
  func fakeServer(_ version: String) throws -> String {
    let directory = "\(path)/fake-\(version)"
    try makeDirectory(directory, mode: 0o755)
    for program in ["initdb", "pg_ctl", "postgres"] {
      let text = "#!/bin/sh\necho '\(program) (PostgreSQL) \(version)'\n"
      let source = "\(path)/\(program)-\(version)"
      try text.write(toFile: source, atomically: true, encoding: .utf8)
      let copy = try Process.run(
        URL(fileURLWithPath: "/usr/bin/install"),
        arguments: ["-m", "755", source, "\(directory)/\(program)"])
      copy.waitUntilExit()
    }
    return directory
  }
}

/// A temporary server in a scratch directory, stopped and removed when the body has ended.
func withServer<Value>(
  in directory: String? = nil, lifetime: ServerConfiguration.Lifetime = .process,
  isolation: isolated (any Actor)? = #isolation, _ body: (PrivateServer) async throws -> Value
) async throws -> Value {
  let scratch = try Scratch()
  defer { scratch.remove() }
  let server = try await PrivateServer.prepare(.fast(directory ?? "\(scratch.path)/server", lifetime))
  do {
    let value = try await body(server)
    try await server.stop(.immediate)
    return value
  } catch {
    try? await server.stop(.immediate)
    throw error
  }
}

extension ServerConfiguration {
  static func fast(
    _ directory: String, _ lifetime: Lifetime = .process, settings: [String: String] = [:]
  ) -> ServerConfiguration {
    ServerConfiguration(
      directory: directory, lifetime: lifetime, settings: unsafeButFast.merging(settings) { $1 })
  }
}

extension PrivateServer {
  /// Runs statements with psql and returns its bare answer: a test of the server must not lean on our own client.
  nonisolated func psql(_ statement: String, as prefix: [String] = []) async throws -> String {
    let output = try await Command.check(
      prefix + [
        installation.program("psql"), "--no-psqlrc", "--tuples-only", "--no-align", "--quiet",
        "--set=ON_ERROR_STOP=1", "--dbname=\(connectionString())", "--command=\(statement)",
      ])
    return output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
