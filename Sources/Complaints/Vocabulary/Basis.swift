/// On what a promise or a decision rests.
package enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
  case statutory, contractual, goodwill
  /// The answer did not come in time (L1).
  case deemed
}

extension Basis {
  /// Whether an acceptance on it says that something went wrong on our side: only then does the apology say so (S25: apologising is not
  /// admitting liability).
  package var admitsFault: Bool { self == .statutory || self == .contractual }
}
