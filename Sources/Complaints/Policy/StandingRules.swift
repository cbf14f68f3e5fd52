/// What the claimant's standing means (S23).
package struct StandingRules: Sendable, Hashable {
  /// Whose complaints the rules may decide; everybody else's go to a person.
  package let decidedByRules: Set<Standing>
  /// For what somebody is taken who does not say. By default a consumer: the reading under which the merchant cannot miss a
  /// duty.
  package let unstated: Standing

  package func areDecidedByRules(_ standing: Standing?) -> Bool {
    decidedByRules.contains(standing ?? unstated)
  }
}

extension Policy {
  /// The standing by which a claimant is treated.
  package func taken(_ stated: Standing?) -> Standing { stated ?? standing.unstated }
}
