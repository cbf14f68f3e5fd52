import Casework
import JobQueue
import LibPQ

/// What turns an empty database into a template: one line per module that has migrations.
extension DatabaseTemplate {
  private var migrations: [MigrationList] {
    switch self {
    case .empty: []
    case .queue: [.jobQueue]
    case .casework: [.jobQueue, .casework]
    }
  }

  /// Nil for a template that needs no step.
  var migrate: (@Sendable (_ connectionString: String) async throws -> Void)? {
    let migrations = migrations
    guard !migrations.isEmpty else { return nil }
    return { connectionString in
      let pool = Pool(PoolConfiguration(connectionString))
      do {
        for list in migrations { try await Migrator(list, pool: pool).up() }
      } catch {
        await pool.close()
        throw error
      }
      await pool.close()
    }
  }
}
