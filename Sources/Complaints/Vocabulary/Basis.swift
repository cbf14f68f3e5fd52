/// On what a promise or a decision rests.
package enum Basis: String, Sendable, Hashable, Codable, CaseIterable {
  case statutory, contractual, goodwill
  /// The answer did not come in time (L1).
  case deemed
}
