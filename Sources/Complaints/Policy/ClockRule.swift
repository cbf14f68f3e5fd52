/// How one clock runs under a policy.
package struct ClockRule: Sendable, Hashable {
  package let term: Term
  /// Percentages of the target at whose passing the case is at risk: ascending, 1 to 99.
  package let thresholds: [Int]
  /// What its running out does, to a claimant whom the action protects: see `action(for:)`.
  package let onBreach: BreachAction
  /// Whose complaints silence accepts; read only where `onBreach` is `deemAccepted` (L1: consumers and those
  /// with their rights).
  package let deemedFor: Set<Standing>
  /// The states in which it stands still. Empty by default: the answer clock is never paused.
  package let pausedIn: Set<CaseState>

  /// What happens at a breach. An unstated standing is taken for a consumer's: the reading under which the
  /// merchant cannot miss a duty. Whom a deemed acceptance does not protect, escalates.
  package func action(for standing: Standing?) -> BreachAction {
    guard onBreach == .deemAccepted else { return onBreach }
    return deemedFor.contains(standing ?? .consumer) ? .deemAccepted : .escalate
  }
}
