package import Foundation

/// What a customer claims, as far as deciding needs it: no names, no text, no addresses.
package struct Complaint: Sendable, Hashable {
  package var kind: ComplaintKind
  /// When the customer made it. What counts for filing in time: the customer does not answer for our post.
  package var submittedAt: Date
  /// When we confirmed its receipt. What starts the clocks (S36), and the moment *as of which* the order is
  /// judged.
  package var receivedAt: Date
  /// `nil`: not stated; taken for a consumer's.
  package var standing: Standing?
  /// `nil`: the customer named no amount.
  package var claimedAmount: Money?
  /// `nil`: the customer named no remedy.
  package var desiredRemedy: Remedy?
  /// `nil`: the customer did not say what matters most (S11).
  package var preference: Preference?
  /// The shop's number of the product that it is about, as the customer gave it; `nil`: none was named (S17).
  package var product: String?
  /// What the customer sent in.
  package var evidence: Set<Evidence>
  /// How the claimant compares with the order's customer: see `CustomerMatch`.
  package var customer: CustomerMatch
  /// An earlier complaint of this customer about this order exists (S22). Escalates; is never taken for a
  /// duplicate.
  package var isRepeat: Bool
  /// The customer was asked for what was missing already: it is asked for once (S19).
  package var wasAskedForInformation: Bool
  /// What was tried for it and came to nothing: out of stock, beyond repair. Not offered again (L3).
  package var triedInVain: Set<Remedy>
  /// When goods of the order were last repaired for an earlier complaint, before this one was made; `nil`: never (L8).
  package var repairedAt: Date?

  package init(
    kind: ComplaintKind, submittedAt: Date, receivedAt: Date, standing: Standing? = nil,
    claimedAmount: Money? = nil, desiredRemedy: Remedy? = nil, preference: Preference? = nil,
    product: String? = nil, evidence: Set<Evidence> = [], customer: CustomerMatch, isRepeat: Bool = false,
    wasAskedForInformation: Bool = false,
    triedInVain: Set<Remedy> = [], repairedAt: Date? = nil
  ) {
    self.kind = kind
    self.submittedAt = submittedAt
    self.receivedAt = receivedAt
    self.standing = standing
    self.claimedAmount = claimedAmount
    self.desiredRemedy = desiredRemedy
    self.preference = preference
    self.product = product
    self.evidence = evidence
    self.customer = customer
    self.isRepeat = isRepeat
    self.wasAskedForInformation = wasAskedForInformation
    self.triedInVain = triedInVain
    self.repairedAt = repairedAt
  }
}

/// Whether the claimant is the order's customer (S23): an order reference alone proves nothing.
package enum CustomerMatch: String, Sendable, Hashable, Codable, CaseIterable {
  case matches, differs
  /// The complaint or the order says too little to compare.
  case unknown

  /// Compares what the complaint says of its sender with what the order says of its customer. One agreement
  /// suffices (people use other addresses, shops merge accounts); letter case and outer spaces of addresses
  /// do not matter. Empty texts count as not stated.
  package init(
    claimedReference: String?, claimedEmail: String?, orderReference: String?, orderEmail: String?
  ) {
    func normal(_ text: String?) -> String? {
      text.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    let pairs = [
      (normal(claimedReference), normal(orderReference)),
      (normal(claimedEmail)?.lowercased(), normal(orderEmail)?.lowercased()),
    ].filter { $0.0 != nil && $0.1 != nil }
    if pairs.contains(where: { $0.0 == $0.1 }) {
      self = .matches
    } else {
      self = pairs.isEmpty ? .unknown : .differs
    }
  }
}
