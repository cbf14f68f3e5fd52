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

  /// One script, which the server runs as one transaction. Under a lock, so that of several programs that start at once one migrates and
  /// the others find it done, which the script says with SQLSTATE JQ020.
  private func step(_ migration: Migration, _ direction: Direction) async throws -> Bool {
    let (schema, name) = (list.schema, migration.name)
    let script = """
      select pg_advisory_xact_lock(hashtextextended('redress migration \(schema)', 0));
      create schema if not exists \(schema);
      create table if not exists \(schema).migration (
        name text primary key, applied_at timestamptz not null default now());
      do $done$ begin
        if exists (select from \(schema).migration where name = '\(name)') <> \(direction == .down) then
          raise exception 'somebody else was first' using errcode = 'JQ020';
        end if;
      end $done$;
      \(direction == .up ? migration.up : migration.down)
      ;
      \(direction == .up
        ? "insert into \(schema).migration (name) values ('\(name)');"
        : "delete from \(schema).migration where name = '\(name)';")
      """
    var collisions = 0
    while true {
      do {
        try await pool.withConnection { try await $0.executeScript(script) }
        return true
      } catch let error as PostgresError where error.sqlState.rawValue == "JQ020" {
        return false
      } catch let error as PostgresError where error.sqlState == .deadlockDetected && collisions < 10 {
        // With workers, which go on while a table is changed under them: all of it is rolled back.
        collisions += 1
      }
    }
  }

  private func applied(in executor: some StatementExecutor) async throws -> [String] {
    let exists = try await executor.execute(
      Statement("has_migrations", "select to_regclass($1) is not null"), "\(list.schema).migration")
    guard try exists[0].decode(Bool.self, at: 0) else { return [] }
    let rows = try await executor.execute(
      Statement(
        "applied_migrations_of_\(list.schema)", "select name from \(list.schema).migration order by name"))
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
