package import LibPQ

/// A database that belongs to one test.
package struct TestDatabase: Sendable {
  package let name: String
  /// In libpq's keyword form; for pools of the test's own and for programs that it starts.
  package let connectionString: String
  /// Closed when the test has ended.
  package let pool: Pool
}

/// Runs `body` with a database of its own, cloned from the template, and drops it afterwards, also when `body` throws.
///
/// All tests of a process share one private server, which starts with the first call and is gone with the process. Tests
/// may run in parallel. What is global to a server (roles, prepared transactions, the length of the oldest snapshot)
/// they share: a test that stops the server needs an `EmbeddedPostgres.PrivateServer` of its own.
nonisolated(nonsending)
  package func withDatabase<Value>(
    _ template: DatabaseTemplate = .empty, _ body: (TestDatabase) async throws -> Value
  ) async throws -> Value
{
  let server = try await TestServer.shared()
  let database = try await server.createDatabase(from: template)
  let result: Result<Value, any Error>
  do { result = .success(try await body(database)) } catch { result = .failure(error) }
  try await server.drop(database)
  return try result.get()
}
