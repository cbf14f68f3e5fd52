import Complaints
import Testing

@Suite struct PersonalDecisionTests {
  private func decide(
    _ ruling: PersonalDecision.Ruling, order: OrderSnapshot? = .sample(), granted: OrderLedger = .empty,
    deemed: Bool = false
  ) throws -> (decision: Decision, options: [RemedyOption]) {
    try PersonalDecision.decide(
      ruling, by: "Anna", order: order, granted: granted, policy: policy("pl"), isDeemedAccepted: deemed)
  }

  private let refund = RemedyOption(.refundPartial, amount: zloty("80.00"), basis: .goodwill)

  @Test func whatAPersonMayDecide() throws {
    let accepted = try decide(.accept([refund]))
    #expect(accepted.decision.ruling == .accepted)
    #expect(accepted.decision.decidedBy == .person("Anna"))
    #expect(accepted.options == [refund])
    #expect(try decide(.acceptPartially([refund])).decision.ruling == .partiallyAccepted)
    #expect(try decide(.reject(.misuse)).decision.ruling == .rejected(.misuse))
    #expect(
      try decide(.askFor([.evidence(.photos)])).decision.ruling == .needsInformation([.evidence(.photos)]))
  }

  @Test("L1: what silence has accepted cannot be refused any more, only found out")
  func deemed() throws {
    #expect(throws: PersonalDecision.Fault.alreadyDeemedAccepted) {
      try decide(.reject(.misuse), deemed: true)
    }
    #expect(throws: PersonalDecision.Fault.alreadyDeemedAccepted) {
      try decide(.acceptPartially([refund]), deemed: true)
    }
    #expect(try decide(.accept([refund]), deemed: true).decision.basis == .deemed)
  }

  @Test func refused() throws {
    #expect(throws: PersonalDecision.Fault.empty) { try decide(.accept([])) }
    #expect(throws: PersonalDecision.Fault.empty) { try decide(.askFor([])) }
    #expect(throws: PersonalDecision.Fault.offeredTwice(.refundPartial)) {
      try decide(.accept([refund, refund]))
    }
    #expect(throws: CompensationFault.orderUnknown) { try decide(.accept([refund]), order: nil) }
    let left = CompensationFault.exceedsBudget(.refund, left: zloty("70.00"))
    #expect(throws: left) {
      try decide(.accept([refund]), granted: OrderLedger(refunds: ["card": zloty("50.00")]))
    }
    let gift = RemedyOption(.voucher, amount: zloty("50.01"), basis: .goodwill)
    #expect(throws: CompensationFault.exceedsBudget(.goodwill, left: zloty("50.00"))) {
      try decide(.accept([gift]))
    }
    let yen = RemedyOption(
      .refundPartial, amount: Money(minorUnits: 1, currency: MoneyTests.yen), basis: .statutory)
    #expect(throws: CompensationFault.currencyDiffers(MoneyTests.yen)) { try decide(.accept([yen])) }
    let priceless = RemedyOption(.refundFull, amount: nil, basis: .statutory)
    #expect(throws: CompensationFault.amountDoesNotFit(.refundFull)) { try decide(.accept([priceless])) }
    let priced = RemedyOption(.repair, amount: zloty("1.00"), basis: .statutory)
    #expect(throws: CompensationFault.amountDoesNotFit(.repair)) { try decide(.accept([priced])) }
  }
}
