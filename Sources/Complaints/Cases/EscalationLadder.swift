/// The rungs of a complaint inside the shop (S42): the handler stands below the first, and what comes above the last
/// (negotiation, mediation, an authority) is not climbed by a command: those ways are the customer's, and every
/// refusal names them (S32).
package enum EscalationLadder {
  /// How high a case stands, and who has it there.
  package struct Rung: Sendable, Hashable {
    /// From 1; 0 is the handler.
    package let level: Int
    package let holder: MessageContext.EscalationLevel
  }

  private static let holders: [MessageContext.EscalationLevel] = [.teamLead, .manager]

  /// The next rung; `nil` for a case that stands at the top, or was put above it by its repetitions (S22).
  package static func rung(above level: Int) -> Rung? {
    holders.indices.contains(level) ? Rung(level: level + 1, holder: holders[level]) : nil
  }
}
