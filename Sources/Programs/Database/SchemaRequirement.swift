import Casework
package import JobQueue
import LibPQ

/// What a program expects of the database's schema.
package enum SchemaRequirement: Sendable {
  /// Exactly the migrations that this program knows.
  case current
  /// Nothing: for the program that migrates.
  case any

  /// How a database stands to it.
  enum Verdict {
    case fits
    /// Somebody has to migrate it.
    case behind(Failure)
    case ahead(Failure)
  }

  func verdict(in pool: Pool) async throws -> Verdict {
    guard self == .current else { return .fits }
    var missing: [String] = []
    var unknown: [String] = []
    for list in Schemas.all {
      switch try await Migrator(list, pool: pool).status() {
      case .current: break
      case .behind(let names): missing += names
      case .ahead(let names): unknown += names
      }
    }
    return Self.verdict(missing: missing, unknown: unknown, known: Schemas.count)
  }

  static func verdict(missing: [String], unknown: [String], known: Int) -> Verdict {
    if !unknown.isEmpty { return .ahead(.ahead(unknown)) }
    if missing.isEmpty { return .fits }
    let problem =
      missing.count == known
      ? "The database is empty: it was never migrated."
      : "The database lacks \(counted(missing.count, "migration")) of this program's: \(missing.joined(separator: ", "))."
    return .behind(Failure(problem, remedy: "Run: redress migrate up"))
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
