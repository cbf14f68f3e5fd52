/// A decision by a member of staff, with what it may not do.
package enum PersonalDecision {
  /// What a person rules.
  package enum Ruling: Sendable, Hashable {
    /// Offer these options, in this order; never empty.
    case accept([RemedyOption])
    /// The same, and the customer is told that it is less than was claimed.
    case acceptPartially([RemedyOption])
    case reject(RejectionGround)
    case askFor([InformationItem])
  }

  /// Why a person's decision is refused.
  package enum Fault: Error, Hashable, Sendable {
    /// Silence has accepted the complaint (L1): what was demanded can be decided, not whether.
    case alreadyDeemedAccepted
    /// An acceptance that gives nothing, or a question that asks nothing.
    case empty
    /// The same remedy twice: nobody could tell which was chosen.
    case offeredTwice(Remedy)
  }

  /// The decision, when it is one that a person may make. The person's name, ground and options are recorded
  /// with it; free reasons belong in a note. Throws `Fault`, or `CompensationFault` for an option that the
  /// order, the policy's caps or the ledger do not allow. There is no approval limit for people
  /// here: who may decide how much is the desk's matter.
  package static func decide(
    _ ruling: Ruling, by person: String, order: OrderSnapshot?, granted: OrderLedger = .empty, policy: Policy,
    isDeemedAccepted: Bool = false
  ) throws -> (decision: Decision, options: [RemedyOption]) {
    switch ruling {
    case .accept(let options), .acceptPartially(let options):
      try check(options, against: CompensationCaps(order: order, granted: granted, policy: policy))
      let basis: Basis = isDeemedAccepted ? .deemed : options[0].basis
      var result = Complaints.Ruling.accepted
      if case .acceptPartially = ruling { result = .partiallyAccepted }
      if isDeemedAccepted, result == .partiallyAccepted { throw Fault.alreadyDeemedAccepted }
      return (Decision(result, basis: basis, reasons: [.judgement], by: .person(person)), options)
    case .reject(let ground):
      guard !isDeemedAccepted else { throw Fault.alreadyDeemedAccepted }
      return (Decision(.rejected(ground), reasons: [.judgement], by: .person(person)), [])
    case .askFor(let items):
      guard !items.isEmpty else { throw Fault.empty }
      let basis: Basis? = isDeemedAccepted ? .deemed : nil
      return (
        Decision(.needsInformation(items), basis: basis, reasons: [.judgement], by: .person(person)), []
      )
    }
  }

  private static func check(_ options: [RemedyOption], against caps: CompensationCaps) throws {
    guard !options.isEmpty else { throw Fault.empty }
    var seen: Set<Remedy> = []
    for option in options {
      guard seen.insert(option.remedy).inserted else { throw Fault.offeredTwice(option.remedy) }
      try caps.check(option)
    }
  }
}
