/// When a claim against the carrier is made (S2).
package struct CarrierClaimRule: Sendable, Hashable {
  /// What a complaint must be about; of an order that was sent.
  package let kinds: Set<ComplaintKind>
  /// How long the carrier takes claims, counted from when the case is settled between customer and shop.
  package let within: Term
}

extension CarrierClaimRule {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let kinds: [ComplaintKind] = section.list("kinds", .word)
    if kinds.isEmpty { section.complain("kinds", "names no kind of complaint") }
    for kind in kinds where !CarrierClaimRule.possible.contains(kind) {
      section.complain("kinds", "\(kind.rawValue) is nothing that a carrier answers for")
    }
    guard let within = section.section("within").flatMap({ Term($0) }) else { return nil }
    self.init(kinds: Set(kinds), within: within)
  }

  private static let possible: Set<ComplaintKind> = [.lateDelivery, .notReceived, .damaged]
}
