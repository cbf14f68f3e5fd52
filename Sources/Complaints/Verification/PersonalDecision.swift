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
    /// Money or a code without an amount above nothing, or an amount for goods.
    case amountDoesNotFit(Remedy)
    /// More than is left of what was paid for the order.
    case exceedsRefundable(Remedy, left: Money)
    /// A refund without an order, or in another currency than the order's.
    case notRefundable(Remedy)
  }

  /// The decision, when it is one that a person may make. The person's name, ground and options are recorded
  /// with it; free reasons belong in a note. There is no approval limit for people here: who may decide how
  /// much is the desk's matter.
  package static func decide(
    _ ruling: Ruling, by person: String, order: OrderSnapshot?, granted: OrderLedger = .empty,
    isDeemedAccepted: Bool = false
  ) throws -> (decision: Decision, options: [RemedyOption]) {
    switch ruling {
    case .accept(let options), .acceptPartially(let options):
      try check(options, order: order, granted: granted)
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

  private static func check(
    _ options: [RemedyOption], order: OrderSnapshot?, granted: OrderLedger
  ) throws {
    guard !options.isEmpty else { throw Fault.empty }
    var seen: Set<Remedy> = []
    for option in options {
      let remedy = option.remedy
      guard seen.insert(remedy).inserted else { throw Fault.offeredTwice(remedy) }
      let fits = remedy.isMoney || remedy.isCode ? option.amount?.isPositive == true : option.amount == nil
      guard fits else { throw Fault.amountDoesNotFit(remedy) }
      guard remedy.isRefund, let amount = option.amount else { continue }
      guard let order, order.currency == amount.currency else { throw Fault.notRefundable(remedy) }
      let left = try granted.refundable(of: order)
      if try amount > left { throw Fault.exceedsRefundable(remedy, left: left) }
    }
  }
}
