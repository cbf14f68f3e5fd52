import Complaints
package import LibPQ

extension CaseTransition {
  /// Writes a batch: each case's new state, by compare-and-set on its version, and all events. Its clocks pause and go on as
  /// the new state wants it; those of a case that is closed or withdrawn by it are stopped.
  ///
  /// Throws `CaseChangedMeanwhile` when a case has another version by now; the transaction must then be rolled back.
  package static func apply(_ batch: [CaseTransition], in transaction: Transaction) async throws {
    let moved = batch.filter { $0.steps > 0 }
    if !moved.isEmpty {
      let rows = try await transaction.execute(
        .moveCases, moved.map(\.caseID), moved.map { Int32($0.version) }, moved.map(\.state.rawValue),
        moved.map { Int32($0.steps) })
      let written = Set(try rows.map { try $0.decode(Int64.self, "case_id") })
      let lost = moved.map(\.caseID).filter { !written.contains($0) }
      guard lost.isEmpty else { throw CaseChangedMeanwhile(caseIDs: lost) }
    }
    try await CaseEvents.append(batch.flatMap(\.events), in: transaction)
    try await ClockPauses.follow(moved.map(\.caseID), in: transaction)
    let stops = moved.flatMap { transition in
      transition.state.endingEvent.map { ClockStop.stopped(by: $0, caseID: transition.caseID) } ?? []
    }
    try await ClockRows.stop(stops, in: transaction)
  }
}

extension CaseState {
  /// What the clocks hear of a case that ends in this state.
  fileprivate var endingEvent: ClockEvent? {
    switch self {
    case .closed: .closed
    case .withdrawn: .withdrawn
    default: nil
    }
  }
}
