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
    /// There is nothing to accept or to refuse: what the person writes is the answer (S8 to S10).
    case answer
  }

  /// What is known of the case, besides its order.
  package struct Circumstances: Sendable, Hashable {
    package let complaint: ComplaintKind
    /// What the customer has shown.
    package let evidence: Set<Evidence>
    /// The person gives reasons that the customer will read.
    package let isExplained: Bool
    /// Whether it came within the filing window, as far as the records tell.
    package let filedInTime: CheckOutcome
    /// Silence has accepted it (L1).
    package let isDeemedAccepted: Bool

    package init(
      _ complaint: ComplaintKind, evidence: Set<Evidence> = [], isExplained: Bool = false,
      filedInTime: CheckOutcome = .indeterminate, isDeemedAccepted: Bool = false
    ) {
      self.complaint = complaint
      self.evidence = evidence
      self.isExplained = isExplained
      self.filedInTime = filedInTime
      self.isDeemedAccepted = isDeemedAccepted
    }
  }

  /// Why a person's decision is refused.
  package enum Fault: Error, Hashable, Sendable {
    /// Silence has accepted the complaint (L1): what was demanded can be decided, not whether.
    case alreadyDeemedAccepted
    /// An acceptance that gives nothing, or a question that asks nothing.
    case empty
    /// The same remedy twice: nobody could tell which was chosen.
    case offeredTwice(Remedy)
    /// Misuse and wear are judged from evidence, and there is none (S17).
    case withoutEvidence(RejectionGround)
    /// The filing window was open: it was not filed too late (S17).
    case filedInTime
    /// … and told with the person's reasons: the ground by itself explains nothing (S17, S24). So is an answer.
    case unexplained(RejectionGround?)
    /// The policy has remedies for this kind: it is accepted or refused, and not just answered.
    case owedDecision(ComplaintKind)
  }

  /// The decision, when it is one that a person may make. The person's name, ground and options are recorded
  /// with it; reasons for the customer are a `PersonalStatement`, those for colleagues a note. Throws `Fault`, or `CompensationFault` for an option that the
  /// order, the policy's caps or the ledger do not allow. There is no approval limit for people
  /// here: who may decide how much is the desk's matter.
  package static func decide(
    _ ruling: Ruling, by person: String, on circumstances: Circumstances, order: OrderSnapshot?,
    granted: OrderLedger = .empty, policy: Policy
  ) throws -> (decision: Decision, options: [RemedyOption]) {
    let isDeemedAccepted = circumstances.isDeemedAccepted
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
      try check(ground, against: circumstances)
      return (Decision(.rejected(ground), reasons: [.judgement], by: .person(person)), [])
    case .askFor(let items):
      guard !items.isEmpty else { throw Fault.empty }
      let basis: Basis? = isDeemedAccepted ? .deemed : nil
      return (
        Decision(.needsInformation(items), basis: basis, reasons: [.judgement], by: .person(person)), []
      )
    case .answer:
      guard !isDeemedAccepted else { throw Fault.alreadyDeemedAccepted }
      guard circumstances.isExplained else { throw Fault.unexplained(nil) }
      guard policy.rule(for: circumstances.complaint).isAnsweredInPerson else {
        throw Fault.owedDecision(circumstances.complaint)
      }
      return (Decision(.answered, reasons: [.judgement], by: .person(person)), [])
    }
  }

  private static func check(_ ground: RejectionGround, against circumstances: Circumstances) throws(Fault) {
    if ground == .filedTooLate, circumstances.filedInTime == .pass { throw .filedInTime }
    guard ground.isJudgedFromEvidence else { return }
    guard !circumstances.evidence.isEmpty else { throw .withoutEvidence(ground) }
    guard circumstances.isExplained else { throw .unexplained(ground) }
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

extension RejectionGround {
  /// Not found in records, but seen on the goods (S17).
  package var isJudgedFromEvidence: Bool { self == .misuse || self == .naturalWear }
}
