package import LibPQ

/// Brings a module's schema up or down, one migration a transaction.
///
/// Needs a role that may create schemas in the database; nothing of a superuser.
package struct Migrator: Sendable {
  package let list: MigrationList
  private let pool: Pool

  package init(_ list: MigrationList, pool: Pool) {
    self.list = list
    self.pool = pool
  }

  package func status() async throws -> MigrationStatus {
    MigrationStatus(known: list.migrations.map(\.name), applied: try await applied(in: pool))
  }

  /// Applies what is missing, in order.
  ///
  /// - Returns: the names of what was applied; empty when everything was there.
  /// - Throws: `MigrationError.ahead` when a newer program has been here.
  @discardableResult
  package func up() async throws -> [String] {
    if case .ahead(let names) = try await status() {
      throw MigrationError.ahead(schema: list.schema, names)
    }
    var done: [String] = []
    for migration in list.migrations where try await step(migration, .up) { done.append(migration.name) }
    return done
  }

  /// Takes back the newest `count` applied migrations, newest first, with what is in their tables.
  @discardableResult
  package func down(_ count: Int) async throws -> [String] {
    if case .ahead(let names) = try await status() {
      throw MigrationError.ahead(schema: list.schema, names)
    }
    let applied = Set(try await applied(in: pool))
    let newest = list.migrations.filter { applied.contains($0.name) }.suffix(count).reversed()
    var done: [String] = []
    for migration in newest where try await step(migration, .down) { done.append(migration.name) }
    return done
  }

  private enum Direction { case up, down }

  /// Under a lock, so that of several programs that start at once one migrates and the others find it done.
  private func step(_ migration: Migration, _ direction: Direction) async throws -> Bool {
    try await pool.withTransaction { transaction in
      try await transaction.execute(.lockMigrations, list.schema)
      try await transaction.executeScript(
        """
        create schema if not exists \(list.schema);
        create table if not exists \(list.schema).migration (
          name text primary key, applied_at timestamptz not null default now());
        """)
      let isApplied = try await applied(in: transaction).contains(migration.name)
      guard isApplied == (direction == .down) else { return false }
      try await transaction.executeScript(direction == .up ? migration.up : migration.down)
      switch direction {
      case .up:
        try await transaction.execute(
          Statement("record_migration", "insert into \(list.schema).migration (name) values ($1)"),
          migration.name)
      case .down:
        try await transaction.execute(
          Statement("forget_migration", "delete from \(list.schema).migration where name = $1"), migration.name)
      }
      return true
    }
  }

  private func applied(in executor: some StatementExecutor) async throws -> [String] {
    let exists = try await executor.execute(
      Statement("has_migrations", "select to_regclass($1) is not null"), "\(list.schema).migration")
    guard try exists[0].decode(Bool.self, at: 0) else { return [] }
    let rows = try await executor.execute(
      Statement("applied_migrations_of_\(list.schema)", "select name from \(list.schema).migration order by name"))
    return try rows.map { try $0.decode(String.self, at: 0) }
  }
}

/// The schema and the program do not fit.
package enum MigrationError: Error, Hashable, CustomStringConvertible {
  /// A newer program has migrated this database.
  case ahead(schema: String, [String])

  package var description: String {
    switch self {
    case .ahead(let schema, let names):
      "the schema \(schema) is newer than this program, which does not know \(names.joined(separator: ", "))"
    }
  }
}

extension Statement {
  /// An advisory lock of the transaction's; the key is the schema's name.
  fileprivate static let lockMigrations = Statement(
    "lock_migrations", "select pg_advisory_xact_lock(hashtextextended('redress migration ' || $1, 0))")
}
