public import LibPQ

/// How the tables and functions in a database stand to those that this version of the library knows.
public enum SchemaStatus: Hashable, Sendable {
  /// They are the ones.
  case current
  /// These migrations are missing, in this order: `JobQueue.migrate` applies them. All of them where there is no queue yet.
  case behind([String])
  /// A newer version has added these. This one goes on beside them; see `JobQueue.migrate`.
  case ahead([String])
}

extension JobQueue {
  /// Creates the schema `job_queue`, or brings it up to this version of the library.
  ///
  /// Call it wherever a program starts: when there is nothing to do it costs a query. Several programs may call it at once; one
  /// applies each migration, in a transaction of its own, and the others wait for it.
  ///
  /// Whoever applies something needs the right to create schemas in the database (`grant create on database`), and becomes the owner of
  /// what is created; nothing of a superuser, and no extension. When there is nothing to do, reading the schema is
  /// enough. What other roles need to enqueue and to work is told in docs/using-the-queue.md.
  ///
  /// Beside a newer schema it changes nothing and throws nothing: while a new version is rolled out, programs of the old
  /// one may be started again, and their workers go on. For that, a migration may add tables, columns with defaults,
  /// functions, and parameters with defaults, and takes nothing away that the version before it uses. It changes one table that
  /// workers use, not several: holding one it would wait for another while they hold that and wait for the first.
  ///
  /// - Returns: the names of what was applied.
  @discardableResult
  public static func migrate(_ pool: Pool) async throws -> [String] {
    let migrator = Migrator(.jobQueue, pool: pool)
    guard case .behind = try await migrator.status() else { return [] }
    do {
      return try await migrator.up()
    } catch MigrationError.ahead {
      return []  // a newer version came in between
    }
  }

  /// Compares the database with this version of the library.
  public static func schemaStatus(_ pool: Pool) async throws -> SchemaStatus {
    switch try await Migrator(.jobQueue, pool: pool).status() {
    case .current: .current
    case .behind(let names): .behind(names)
    case .ahead(let names): .ahead(names)
    }
  }
}
