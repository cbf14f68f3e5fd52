import Complaints
import Foundation
import TestSupport
import Testing

@Suite struct CompensationPlanTests {
  private func lines(
    _ option: RemedyOption, _ order: OrderSnapshot? = .sample(), granted: OrderLedger = .empty,
    policy id: String = "pl"
  ) throws -> [CompensationLine] {
    try CompensationPlan(
      option, order: order, granted: granted, policy: policy(id), caseID: "17", decisionVersion: 2
    ).lines
  }

  private func refund(_ amount: String) -> RemedyOption {
    RemedyOption(.refundPartial, amount: zloty(amount), basis: .statutory)
  }

  private func summary(_ lines: [CompensationLine]) -> [String] {
    lines.map { "\($0.number) \($0.instrument.rawValue) \($0.means ?? "-") \($0.amount?.decimal ?? "-")" }
  }

  private let mixed = OrderSnapshot.sample(paid: [
    ("voucher", "30.00"), ("card", "50.00"), ("cash_on_delivery", "40.00"), ("card", "10.00"),
  ])

  @Test("A refund goes back by the means of payment: money first, vouchers as vouchers, never more than each")
  func split() throws {
    #expect(
      try summary(lines(refund("130.00"), mixed)) == [
        "1 original_means card 60.00", "2 bank_transfer cash_on_delivery 40.00", "3 voucher voucher 30.00",
      ])
    #expect(
      try summary(lines(refund("60.01"), mixed)) == [
        "1 original_means card 60.00", "2 bank_transfer cash_on_delivery 0.01",
      ])
    let granted = OrderLedger(refunds: ["card": zloty("59.00"), "cash_on_delivery": zloty("40.00")])
    #expect(
      try summary(lines(refund("2.00"), mixed, granted: granted)) == [
        "1 original_means card 1.00", "2 voucher voucher 1.00",
      ])
  }

  @Test func nothingBeyondWhatIsLeft() throws {
    let granted = OrderLedger(refunds: ["card": zloty("60.00")])
    #expect(throws: CompensationFault.exceedsBudget(.refund, left: zloty("70.00"))) {
      try lines(refund("70.01"), mixed, granted: granted)
    }
    // More than was paid by card went back already: that must not open the other means further.
    let tooMuch = OrderLedger(refunds: ["card": zloty("100.00")])
    #expect(throws: CompensationFault.exceedsBudget(.refund, left: zloty("70.00"))) {
      try lines(refund("70.01"), mixed, granted: tooMuch)
    }
    #expect(throws: CompensationFault.orderUnknown) { try lines(refund("1.00"), nil) }
    let penalty = RemedyOption(.latePenalty, amount: zloty("1.00"), basis: .statutory)
    #expect(throws: CompensationFault.orderUnknown) { try lines(penalty, nil) }
  }

  @Test func otherRemedies() throws {
    let voucher = RemedyOption(.voucher, amount: zloty("20.00"), basis: .goodwill)
    #expect(try summary(lines(voucher)) == ["1 voucher - 20.00"])
    #expect(try lines(voucher)[0].budget == .goodwill)
    #expect(throws: CompensationFault.exceedsBudget(.goodwill, left: zloty("10.00"))) {
      try lines(voucher, granted: OrderLedger(goodwill: [zloty("40.00")]))
    }
    let code = RemedyOption(.discountCode, amount: zloty("20.00"), basis: .contractual)
    #expect(try summary(lines(code)) == ["1 discount_code - 20.00"])
    #expect(try lines(code)[0].budget == .voucher)
    let parcel = RemedyOption(.replacement, amount: nil, basis: .statutory, needsReturn: true)
    #expect(try summary(lines(parcel)) == ["1 fulfilment - -"])
  }

  @Test("L6: all late penalties of an order together stay under the cap")
  func penaltyCap() throws {
    let rubles = Currency(code: "RUB")!
    func amount(_ text: String) throws -> Money { try Money(decimal: text, currency: rubles) }
    let order = OrderSnapshot.sample(paid: [("card", "100.00")], items: [], currency: rubles)
    let penalty = RemedyOption(.latePenalty, amount: try amount("40.00"), basis: .statutory)
    let granted = OrderLedger(latePenalties: [try amount("60.00")])
    #expect(try summary(lines(penalty, order, granted: granted, policy: "ru")) == ["1 bank_transfer - 40.00"])
    let more = OrderLedger(latePenalties: [try amount("60.01")])
    #expect(throws: CompensationFault.exceedsBudget(.penalty, left: try amount("39.99"))) {
      try lines(penalty, order, granted: more, policy: "ru")
    }
  }

  @Test("Where the policy has no late penalty, a person gives at most what was paid")
  func penaltyWithoutRule() throws {
    let order = OrderSnapshot.sample(paid: [("card", "100.00")])
    let granted = OrderLedger(latePenalties: [zloty("60.00")])
    let penalty = RemedyOption(.latePenalty, amount: zloty("40.00"), basis: .goodwill)
    #expect(try summary(lines(penalty, order, granted: granted)) == ["1 bank_transfer - 40.00"])
    let more = RemedyOption(.latePenalty, amount: zloty("40.01"), basis: .goodwill)
    #expect(throws: CompensationFault.exceedsBudget(.penalty, left: zloty("40.00"))) {
      try lines(more, order, granted: granted)
    }
  }

  @Test("The key depends on case, decision and line, and on nothing else")
  func keys() throws {
    let first = try lines(refund("130.00"), mixed)
    #expect(first.map(\.idempotencyKey) == ["redress:17:2:1", "redress:17:2:2", "redress:17:2:3"])
    #expect(try lines(refund("130.00"), mixed) == first)
    var keys: Set<String> = []
    for caseID in ["1", "11", "1:1"] {
      for version in 1...11 {
        for line in 1...11 {
          keys.insert(CompensationLine.idempotencyKey(caseID: caseID, decisionVersion: version, line: line))
        }
      }
    }
    #expect(keys.count == 3 * 11 * 11)
  }

  @Test(
    "Over random orders and refunds: the lines add up, and no means gets back more than it paid",
    arguments: 1...200)
  func random(seed: UInt64) throws {
    var generator = SplitMix(seed)
    let means = ["card", "voucher", "transfer", "gift_card", "blik"]
    let payments = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
      OrderSnapshot.Payment(
        means: means.randomElement(using: &generator)!,
        amount: Money(minorUnits: .random(in: 0...10_000, using: &generator), currency: pln))
    }
    var order = OrderSnapshot.sample()
    order.payments = payments
    var granted = OrderLedger.empty
    for round in 1...8 {
      let amount = Money(minorUnits: .random(in: 1...12_000, using: &generator), currency: pln)
      let option = RemedyOption(.refundPartial, amount: amount, basis: .statutory)
      let left = try granted.refundable(of: order)
      let plan = try? CompensationPlan(
        option, order: order, granted: granted, policy: policy("pl"), caseID: "1", decisionVersion: round)
      #expect((plan != nil) == (amount.minorUnits <= left.minorUnits))
      for line in plan?.lines ?? [] {
        let part = try #require(line.amount)
        let source = try #require(line.means)
        #expect(part.isPositive)
        #expect((line.instrument == .voucher) == ["voucher", "gift_card"].contains(source))
        granted.refunds[source] = try (granted.refunds[source] ?? .zero(pln)) + part
      }
      if let plan { #expect(try Money.sum(plan.lines.compactMap(\.amount), in: pln) == amount) }
    }
    for (source, refunded) in granted.refunds {
      let paid = try Money.sum(payments.filter { $0.means == source }.map(\.amount), in: pln)
      #expect(refunded.minorUnits <= paid.minorUnits)
    }
  }
}
