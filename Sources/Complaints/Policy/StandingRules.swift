/// What the claimant's standing means (S23). An unstated one is taken for a consumer's: the reading under which
/// the merchant cannot miss a duty.
package struct StandingRules: Sendable, Hashable {
  /// Whose complaints the rules may decide; everybody else's go to a person.
  package let decidedByRules: Set<Standing>

  package func areDecidedByRules(_ standing: Standing?) -> Bool {
    decidedByRules.contains(standing ?? .consumer)
  }
}
