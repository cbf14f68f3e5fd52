import Complaints

/// Which cycle of which clock of which case.
struct ClockName: Sendable, Hashable {
  let caseID: Int64
  let kind: ClockKind
  let cycle: Int

  init(_ clock: ClockRow) {
    caseID = clock.caseID
    kind = clock.kind
    cycle = clock.number
  }
}

/// Something that was told of a clock, once.
struct ClockAlert: Sendable, Hashable {
  let clock: ClockName
  /// Percent; 100 the breach, 0 the end without the debated roll.
  let threshold: Int
}

/// A wait whose time is over.
struct EndedWait: Sendable, Hashable {
  let clock: ClockName
  let reason: String
}

extension ClockRow {
  /// For the history.
  var details: [String: FactValue] { ["clock": .text(kind.rawValue), "cycle": .number(number)] }
}

extension ClockKind {
  /// Whether the end is the merchant's failure. The end of the periodic update's time is the sign to write,
  /// and no failure: it is written because the time is over.
  var endIsBreach: Bool { isCommitment && self != .periodicUpdate }
}
