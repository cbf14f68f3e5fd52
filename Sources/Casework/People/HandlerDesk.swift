import Foundation
import JobQueue
package import LibPQ

/// The list of the people who work on cases.
///
/// It may be empty: then anybody's name is taken as it is given. Once somebody is on it, everybody who does something with a
/// case must be.
package struct HandlerDesk: Sendable {
  private let pool: Pool

  package init(pool: Pool) { self.pool = pool }

  /// By name, with what they have open.
  package func list() async throws -> [Handler] { try await Roster.read(in: pool).handlers }

  package func add(_ name: String, email: String, _ details: HandlerDetails = HandlerDetails()) async throws {
    var details = details
    details.email = email
    details = try details.checked()
    let rung = details.rung?.word ?? ""
    let rows = try await pool.execute(
      .addHandler, try HandlerDesk.named(name), email, details.languages ?? [],
      details.team.flatMap { $0.isEmpty ? nil : $0 }, rung.isEmpty ? nil : rung)
    if rows.isEmpty { throw HandlerRefusal.known(name.trimmed) }
  }

  package func change(_ name: String, _ details: HandlerDetails) async throws {
    guard details != HandlerDetails() else { throw HandlerRefusal.nothingToChange }
    let details = try details.checked()
    let rows = try await pool.execute(
      .changeHandler, try HandlerDesk.named(name), details.email, details.languages, details.team,
      details.rung?.word, details.isAway)
    if rows.isEmpty { throw HandlerRefusal.unknown(name.trimmed) }
  }

  /// Takes somebody off the list who has nothing open. What they did stays in the histories, under their name.
  package func remove(_ name: String) async throws {
    let name = try HandlerDesk.named(name)
    try await pool.withTransaction { transaction in
      let roster = try await Roster.lock(in: transaction)
      guard let handler = roster.handler(named: name) else { throw HandlerRefusal.unknown(name) }
      guard handler.openCases == 0 else {
        throw HandlerRefusal.hasCases(handler.name, handler.openCases)
      }
      try await transaction.execute(.removeHandler, name)
    }
  }

  static func named(_ name: String) throws(HandlerRefusal) -> String {
    let name = name.trimmed
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    }
    guard !name.isEmpty, name.count <= 100, isPlain else { throw .nameMissing }
    return name
  }
}

extension String {
  var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}

/// The statements about the shop's people; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let addHandler = Statement("add_handler", file: PackageResources.add_handler_sql)
  static let changeHandler = Statement("change_handler", file: PackageResources.change_handler_sql)
  static let removeHandler = Statement("remove_handler", file: PackageResources.remove_handler_sql)
  static let listHandlers = Statement("list_handlers", file: PackageResources.list_handlers_sql)
  static let lockHandlers = Statement("lock_handlers", file: PackageResources.lock_handlers_sql)
  static let findPerson = Statement("find_person", file: PackageResources.find_person_sql)
  static let assignCase = Statement("assign_case", file: PackageResources.assign_case_sql)
}
