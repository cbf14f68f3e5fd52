import Foundation
package import LibPQ

/// What a test finds in its database when it begins.
package enum DatabaseTemplate: String, Sendable, CaseIterable {
  /// No schema of ours.
  case empty
  /// The migrations of JobQueue.
  case queue
  /// Those of JobQueue and of Casework.
  case casework
}

/// A database that belongs to one test.
package struct TestDatabase: Sendable {
  package let name: String
  /// For libpq, in its keyword form; works for programs that the test starts, too.
  package let connectionString: String
  /// Connections to it, opened when they are needed; closed when the test ends.
  package let pool: Pool

  init(name: String, connectionString: String) {
    self.name = name
    self.connectionString = connectionString
    pool = Pool(PoolConfiguration(connectionString))
  }
}

/// Runs `body` with a database of its own, cloned from the template, and drops it afterwards, also when `body` throws.
///
/// All tests of a process share one private server, which starts with the first call and is gone with the process. Tests
/// may run in parallel; what is global to a server (roles, prepared transactions) they share, and name accordingly.
package func withDatabase<Value>(
  _ template: DatabaseTemplate = .empty, isolation: isolated (any Actor)? = #isolation,
  _ body: (TestDatabase) async throws -> Value
) async throws -> Value {
  let server = try await TestServer.shared()
  let database = try await server.createDatabase(from: template)
  do {
    let value = try await body(database)
    await database.pool.close(grace: .seconds(1))
    try await server.drop(database)
    return value
  } catch {
    await database.pool.close(grace: .zero)
    try? await server.drop(database)
    throw error
  }
}
