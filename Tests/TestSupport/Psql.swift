import EmbeddedPostgres
import Foundation

/// What psql said when it failed.
struct PsqlError: Error, CustomStringConvertible {
  let description: String
}

/// Runs one statement with psql.
func psql(_ statement: String, server: PrivateServer) async throws {
  let process = Process()
  let errors = Pipe()
  process.executableURL = URL(fileURLWithPath: server.installation.program("psql"))
  process.arguments = [
    "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--dbname=\(server.connectionString())",
    "--command=\(statement)",
  ]
  process.standardError = errors
  try await withCheckedThrowingContinuation { (ended: CheckedContinuation<Void, any Error>) in
    process.terminationHandler = { _ in ended.resume() }
    do { try process.run() } catch { ended.resume(throwing: error) }
  }
  guard process.terminationStatus == 0 else {
    let words = try errors.fileHandleForReading.readToEnd() ?? Data()
    throw PsqlError(description: String(decoding: words, as: UTF8.self))
  }
}
