import Casework
package import JobQueue
import LibPQ

/// What a program expects of the database's schema.
package enum SchemaRequirement: Sendable {
  /// Exactly the migrations that this program knows.
  case current
  /// Nothing: for the program that migrates.
  case any

  func check(_ pool: Pool) async throws {
    guard self == .current else { return }
    var missing: [String] = []
    var unknown: [String] = []
    for list in Schemas.all {
      switch try await Migrator(list, pool: pool).status() {
      case .current: break
      case .behind(let names): missing += names
      case .ahead(let names): unknown += names
      }
    }
    if let failure = Self.failure(missing: missing, unknown: unknown, known: Schemas.count) { throw failure }
  }

  static func failure(missing: [String], unknown: [String], known: Int) -> Failure? {
    if !unknown.isEmpty { return .ahead(unknown) }
    guard !missing.isEmpty else { return nil }
    if missing.count == known {
      return Failure("The database is empty: it was never migrated.", remedy: "Run: redress migrate up")
    }
    return Failure(
      "The database lacks \(counted(missing.count, "migration")) of this program's: \(missing.joined(separator: ", ")).",
      remedy: "Run: redress migrate up")
  }
}

extension Failure {
  /// A newer program has migrated the database.
  package static func ahead(_ names: [String]) -> Failure {
    Failure(
      "The database was migrated further than this program knows: \(names.joined(separator: ", ")).",
      remedy: "Redress \(Program.version) is too old for it; use the version that migrated it.")
  }
}

/// The schemas of a Redress database, in the order in which they build on each other.
package enum Schemas {
  package static let all = [MigrationList.jobQueue, .casework]
  static let count = all.reduce(0) { $0 + $1.migrations.count }
}
