package import LibPQ
import ServiceLifecycle

/// Keeps a pool until everything that uses it has shut down.
package struct PoolService: Service {
  private let pool: Pool

  package init(_ pool: Pool) { self.pool = pool }

  package func run() async throws {
    try await gracefulShutdown()
    await pool.close()
  }
}
