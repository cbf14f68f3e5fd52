import Complaints
import JobQueue
import LibPQ

/// The people who work on cases, as of one moment. Decides, and does nothing.
struct Roster: Sendable, Hashable {
  static let empty = Roster(handlers: [])

  /// By name.
  let handlers: [Handler]

  static func read(in executor: some StatementExecutor) async throws -> Roster {
    Roster(handlers: try await executor.execute(.listHandlers).map(Handler.init))
  }

  /// The same, under the lock by which cases are assigned one after the other: after the case, never before it.
  static func lock(in transaction: Transaction) async throws -> Roster {
    try await transaction.execute(.lockHandlers)
    return try await read(in: transaction)
  }

  func handler(named name: String) -> Handler? { handlers.first { $0.isNamed(name) } }

  /// Who is to have the next case of a customer who writes in that locale: who is there and writes the language (rather a
  /// person of whom that is said than one of whom nothing is), rather below the ladder than on it, and has the fewest open.
  func next(for locale: String) -> Handler? {
    handlers.filter { !$0.isAway && $0.writes(locale) }.min {
      ($0.rung == nil ? 0 : 1, $0.speaks(locale) ? 0 : 1, $0.openCases, $0.name)
        < ($1.rung == nil ? 0 : 1, $1.speaks(locale) ? 0 : 1, $1.openCases, $1.name)
    }
  }
}
