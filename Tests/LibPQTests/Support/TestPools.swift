import LibPQ
import TestSupport

extension TestDatabase {
  /// The database with another configuration than `pool` has; closed when `body` is done.
  func withPool<Output>(
    _ configure: (inout PoolConfiguration) -> Void, _ body: (Pool) async throws -> Output
  ) async throws -> Output {
    var configuration = PoolConfiguration(connectionString)
    // Many tests share two cores: nobody should give up because of that.
    configuration.waitTimeout = .seconds(60)
    configure(&configuration)
    let pool = Pool(configuration)
    do {
      let output = try await body(pool)
      await pool.close(grace: .seconds(1))
      return output
    } catch {
      await pool.close(grace: .zero)
      throw error
    }
  }

  /// Runs a script on a connection of its own.
  func script(_ sql: String) async throws {
    try await pool.withConnection { try await $0.executeScript(sql) }
  }

  /// A single number.
  func count(_ sql: String) async throws -> Int {
    try await pool.execute(Statement("count", sql))[0].decode(Int.self, at: 0)
  }

  /// Returns once so many sessions wait for an advisory lock: the signal that a statement is running.
  func waitForBlockedSessions(_ wanted: Int) async throws {
    let blocked =
      """
      select count(*) from pg_locks where locktype = 'advisory' and not granted \
      and database = (select oid from pg_database where datname = current_database())
      """
    while try await count(blocked) != wanted { try Task.checkCancellation() }
  }
}

extension Statement {
  static let lock = Statement("lock", "select pg_advisory_lock(1)")
  static let lockInTransaction = Statement("lock_in_transaction", "select pg_advisory_xact_lock(1)")
  static let sleep = Statement("sleep", "select pg_sleep(60)")
  static let one = Statement("one", "select 1")
  static let backend = Statement("backend", "select pg_backend_pid()")
}
