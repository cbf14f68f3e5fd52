import Complaints
import Testing

@Suite struct PersonalDecisionTests {
  private func decide(
    _ ruling: PersonalDecision.Ruling, on kind: ComplaintKind = .damaged, order: OrderSnapshot? = .sample(),
    granted: OrderLedger = .empty, evidence: Set<Evidence> = [.photos], explained: Bool = true,
    filed: CheckOutcome = .indeterminate, deemed: Bool = false
  ) throws -> (decision: Decision, options: [RemedyOption]) {
    try PersonalDecision.decide(
      ruling, by: "Anna",
      on: PersonalDecision.Circumstances(
        kind, evidence: evidence, isExplained: explained, filedInTime: filed, isDeemedAccepted: deemed),
      order: order, granted: granted, policy: policy("pl"))
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

  @Test(
    "S17: misuse and wear are judged from evidence, and explained; the other grounds stand in the records")
  func grounds() throws {
    for ground in RejectionGround.allCases {
      guard ground == .misuse || ground == .naturalWear else {
        #expect(
          try decide(.reject(ground), evidence: [], explained: false).decision.ruling == .rejected(ground))
        continue
      }
      #expect(throws: PersonalDecision.Fault.withoutEvidence(ground)) {
        try decide(.reject(ground), evidence: [])
      }
      #expect(throws: PersonalDecision.Fault.unexplained(ground)) {
        try decide(.reject(ground), explained: false)
      }
    }
  }

  @Test("S17: what came while the filing window was open was not filed too late, whoever says so")
  func lateness() throws {
    #expect(throws: PersonalDecision.Fault.filedInTime) { try decide(.reject(.filedTooLate), filed: .pass) }
    #expect(try decide(.reject(.notOurProduct), filed: .pass).decision.ruling == .rejected(.notOurProduct))
    for unclear in [CheckOutcome.fail, .indeterminate] {
      #expect(
        try decide(.reject(.filedTooLate), filed: unclear).decision.ruling == .rejected(.filedTooLate))
    }
  }

  @Test("S8 to S10: answered is what has no remedy, or is about nothing that was bought")
  func answers() throws {
    for kind in ComplaintKind.allCases {
      if [.poorService, .negativeReview, .returnsQuestion].contains(kind) {
        let answer = try decide(.answer, on: kind)
        #expect(answer.decision == Decision(.answered, reasons: [.judgement], by: .person("Anna")))
        #expect(answer.options.isEmpty)
      } else {
        #expect(throws: PersonalDecision.Fault.owedDecision(kind)) { try decide(.answer, on: kind) }
      }
    }
    #expect(throws: PersonalDecision.Fault.unexplained(nil)) {
      try decide(.answer, on: .negativeReview, explained: false)
    }
    #expect(throws: PersonalDecision.Fault.alreadyDeemedAccepted) {
      try decide(.answer, on: .negativeReview, deemed: true)
    }
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
