package import Complaints
package import Foundation
package import LibPQ

/// A decision about to be recorded, with what it offers.
package struct NewDecision: Sendable, Hashable {
  package let caseID: Int64
  /// One more than the case's last.
  package let version: Int
  /// Of the verification that it rests on; 0: none.
  package let round: Int
  package let decision: Decision
  package let decidedAt: Date
  /// In the order in which they are offered, from position 1.
  package let options: [RemedyOption]
  /// Exclusive; the same for all options.
  package let validUntil: Date
  package let defaultRemedy: Remedy?

  package init(
    caseID: Int64, version: Int, round: Int, decision: Decision, decidedAt: Date,
    options: [RemedyOption] = [],
    validUntil: Date, defaultRemedy: Remedy? = nil
  ) {
    self.caseID = caseID
    self.version = version
    self.round = round
    self.decision = decision
    self.decidedAt = decidedAt
    self.options = options
    self.validUntil = validUntil
    self.defaultRemedy = defaultRemedy
  }
}

/// A choice about to be recorded.
package struct NewChoice: Sendable, Hashable {
  package let caseID: Int64
  package let decisionVersion: Int
  /// Of the option, from 1.
  package let position: Int
  package let chooser: Choice.Chooser
  package let chosenAt: Date

  package init(caseID: Int64, decisionVersion: Int, position: Int, chooser: Choice.Chooser, chosenAt: Date) {
    self.caseID = caseID
    self.decisionVersion = decisionVersion
    self.position = position
    self.chooser = chooser
    self.chosenAt = chosenAt
  }
}

/// Writing what was decided and chosen. The caller holds the cases' rows locked.
package enum DecisionRecords {
  /// Each decision with its options, with two statements for all.
  package static func add(_ batch: [NewDecision], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .addDecisions, batch.map(\.caseID), batch.map(\.version), batch.map(\.round),
      batch.map(\.decision.ruling.code),
      batch.map { $0.decision.basis?.rawValue }, batch.map { $0.decision.ruling.ground?.rawValue },
      try batch.map { try JSONText(encoding: $0.decision.reasons.map(\.rawValue)) },
      batch.map(\.decision.decidedBy.rawValue), batch.map(\.decidedAt))
    let offers = batch.flatMap { new in
      new.options.enumerated().map { (new: new, position: $0 + 1, option: $1) }
    }
    guard !offers.isEmpty else { return }
    try await transaction.execute(
      .addOptions, offers.map(\.new.caseID), offers.map(\.new.version), offers.map(\.position),
      offers.map(\.option.remedy.rawValue), offers.map(\.option.basis.rawValue),
      offers.map { $0.option.amount?.minorUnits }, offers.map { $0.option.amount?.currency.code },
      offers.map(\.new.validUntil), offers.map(\.option.needsReturn),
      offers.map { $0.option.remedy == $0.new.defaultRemedy }, offers.map(\.option.formula))
  }

  /// The choices. A decision has one: a second is a violated key.
  package static func add(_ batch: [NewChoice], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    try await transaction.execute(
      .addChoices, batch.map(\.caseID), batch.map(\.decisionVersion), batch.map(\.position),
      batch.map(\.chooser.rawValue), batch.map(\.chosenAt))
  }
}

extension Ruling {
  /// Of a rejection.
  var ground: RejectionGround? {
    if case .rejected(let ground) = self { ground } else { nil }
  }
}
