/// One numbered step of a schema, with the way back.
package struct Migration: Sendable {
  /// The file's name without its ending, such as `q0001_tables`: lower-case letters, digits, `_`.
  package let name: String
  package let up: String
  package let down: String

  package init(_ name: String, up: [UInt8], down: [UInt8]) {
    self.name = name
    self.up = String(decoding: up, as: UTF8.self)
    self.down = String(decoding: down, as: UTF8.self)
  }
}

/// The migrations of one module, oldest first, in a schema of the same name as its first word.
package struct MigrationList: Sendable {
  /// The schema that holds the module's tables, and its `migration` table.
  package let schema: String
  package let migrations: [Migration]

  package init(schema: String, _ migrations: [Migration]) {
    self.schema = schema
    self.migrations = migrations
  }
}

/// Where a database stands, compared with what this program knows.
package enum MigrationStatus: Hashable, Sendable {
  /// Every known migration is applied, and no other.
  case current
  /// These are still to be applied, in this order. All of them: the schema is not there.
  case behind([String])
  /// A newer program has applied these; an old worker may go on beside them, a migration by this program may not.
  case ahead([String])

  /// Applied migrations may only be added at the end, so names decide.
  package init(known: [String], applied: [String]) {
    let unknown = applied.filter { !known.contains($0) }
    let missing = known.filter { !applied.contains($0) }
    if !unknown.isEmpty {
      self = .ahead(unknown)
    } else {
      self = missing.isEmpty ? .current : .behind(missing)
    }
  }
}
