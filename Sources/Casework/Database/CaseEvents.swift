package import LibPQ

/// Writing to the history.
package enum CaseEvents {
  /// Appends events in their order, with one statement.
  package static func append(_ events: [CaseEvent], in executor: some StatementExecutor) async throws {
    guard !events.isEmpty else { return }
    try await executor.executeUnit([statement(events)])
  }

  /// The same, for a unit of several statements.
  static func statement(_ events: [CaseEvent]) throws -> BoundStatement {
    Statement.appendEvents.with(
      events.map(\.caseID), events.map(\.kind.rawValue), events.map(\.actor.rawValue),
      events.map(\.occurredAt),
      try events.map { try JSONText(encoding: $0.details) })
  }
}
