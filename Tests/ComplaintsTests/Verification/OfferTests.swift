import Complaints
import Foundation
import Testing

@Suite struct OfferTests {
  private func options(
    _ complaint: Complaint, _ order: OrderSnapshot = .sample(), granted: OrderLedger = .empty,
    policy id: String = "pl", replacing changes: [(String, String)] = []
  ) throws -> [RemedyOption] {
    let policy = try policy(id, replacing: changes)
    let fact = DeliveryFact(order, asOf: complaint.receivedAt, zone: policy.zone)
    return try RemedyOption.all(for: complaint, order: order, fact: fact, granted: granted, policy: policy)
  }

  private func summary(_ options: [RemedyOption]) -> [String] {
    options.map { "\($0.remedy.rawValue) \($0.amount?.decimal ?? "-")\($0.needsReturn ? " return" : "")" }
  }

  @Test(
    "S1: the remedies of a late delivery, in the policy's order; a full refund once the delay is material (S14)"
  )
  func lateDelivery() throws {
    #expect(
      try summary(options(.sample(.lateDelivery))) == [
        "refund_partial 12.00", "discount_code 18.00", "free_shipping -",
      ])
    let later = Complaint.sample(.lateDelivery, received: "2026-06-22T12:00:00+02:00")
    #expect(try summary(options(later)).last == "refund_full 120.00")
    let came = OrderSnapshot.sample(delivered: "2026-06-22T10:00:00+02:00")
    #expect(try summary(options(later, came)).last == "refund_full 120.00 return")
  }

  @Test("L3: repair and exchange first; the rest where neither is possible, or both were tried in vain")
  func hierarchy() throws {
    var complaint = Complaint.sample(.defect, desired: .refundFull, evidence: [.photos])
    let came = OrderSnapshot.sample(delivered: "2026-06-08T10:00:00+02:00")
    #expect(try options(complaint, came).map(\.remedy) == [.repair, .replacement])
    complaint.triedInVain = [.repair]
    #expect(try options(complaint, came).map(\.remedy) == [.replacement])
    complaint.triedInVain = [.repair, .replacement]
    #expect(try options(complaint, came).map(\.remedy) == [.refundFull, .priceReduction])
    // Art. 18 of the Russian law lets the customer choose.
    complaint.triedInVain = []
    #expect(try options(complaint, came, policy: "ru").count >= 3)
  }

  @Test("S11: what the customer wishes comes first; the rest keeps its order")
  func wish() throws {
    let wished = try options(.sample(.lateDelivery, desired: .freeShipping))
    #expect(wished.map(\.remedy) == [.freeShipping, .refundPartial, .discountCode])
    let other = try options(.sample(.lateDelivery, desired: .repair))
    #expect(other.map(\.remedy) == [.refundPartial, .discountCode, .freeShipping])
  }

  @Test(
    "S11: the preference sorts what the law and the policy offer, and adds nothing; a wish still comes first")
  func preference() throws {
    let complaint = { (preference: Preference?, desired: Remedy?) in
      Complaint.sample(.lateDelivery, desired: desired, prefers: preference)
    }
    let unsorted = try options(complaint(nil, nil))
    #expect(unsorted.map(\.remedy) == [.refundPartial, .discountCode, .freeShipping])
    let soon = try options(complaint(.speed, nil))
    #expect(soon.map(\.remedy) == [.discountCode, .refundPartial, .freeShipping])
    let most = try options(complaint(.compensation, nil))
    #expect(
      most.map { $0.amount?.minorUnits ?? 0 } == unsorted.map { $0.amount?.minorUnits ?? 0 }.sorted(by: >))
    #expect(Set(soon) == Set(unsorted) && Set(most) == Set(unsorted))
    #expect(try options(complaint(.speed, .freeShipping))[0].remedy == .freeShipping)
  }

  @Test("S11, L3: what the law keeps for later is not offered sooner to whom speed matters")
  func preferenceWithinTheTier() throws {
    let came = OrderSnapshot.sample(delivered: "2026-06-05T12:00:00+02:00", status: .delivered)
    let unsorted = try options(.sample(.defect), came)
    let soon = try options(.sample(.defect, prefers: .speed), came)
    let most = try options(.sample(.defect, prefers: .compensation), came)
    #expect(Set(soon) == Set(unsorted) && Set(most) == Set(unsorted))
    #expect(!soon.contains { $0.remedy.isRefund })
  }

  @Test(
    "Shares stay within their limits",
    arguments: [("10.00", "5.00"), ("120.05", "12.01"), ("3000.00", "200.00")])
  func limits(paid: String, refund: String) throws {
    let first = try options(.sample(.lateDelivery), .sample(paid: [("card", paid)]))[0]
    #expect(first.amount == zloty(refund))
    #expect(first.formula == "share 10/100 of paid, half_up, at least 5.00 PLN, at most 200.00 PLN")
  }

  @Test("L6: the late penalty is of the prepayment, by the day, and only what earlier ones have not given")
  func latePenalty() throws {
    let rubles = Currency(code: "RUB")!
    let order = OrderSnapshot.sample(
      paid: [("card", "1000.00"), ("cash_on_delivery", "500.00")], items: [], currency: rubles)
    let complaint = Complaint.sample(.lateDelivery, received: "2026-06-15T12:00:00+03:00")
    #expect(try summary(options(complaint, order, policy: "ru"))[0] == "late_penalty 35.00")
    let before = OrderLedger(latePenalties: [try Money(decimal: "30.00", currency: rubles)])
    #expect(try summary(options(complaint, order, granted: before, policy: "ru"))[0] == "late_penalty 5.00")
    let all = OrderLedger(latePenalties: [try Money(decimal: "35.00", currency: rubles)])
    #expect(
      try options(complaint, order, granted: all, policy: "ru").allSatisfy { $0.remedy != .latePenalty })
    let years = Complaint.sample(.lateDelivery, received: "2027-01-20T12:00:00+03:00")
    #expect(
      try summary(options(years, order, policy: "ru"))[0] == "late_penalty 1000.00",
      "capped at the prepayment")
  }

  @Test("What will not come is not exchanged, and what did not come is not sent back")
  func undeliverable() throws {
    #expect(
      try summary(options(.sample(.notReceived), .sample(status: .unavailable))) == ["refund_full 120.00"])
    #expect(try summary(options(.sample(.notReceived))) == ["refund_full 120.00", "replacement -"])
  }

  @Test("No refund is offered beyond what is left of what was paid")
  func refundable() throws {
    let most = OrderLedger(refunds: ["card": zloty("115.00")])
    #expect(try summary(options(.sample(.lateDelivery), granted: most))[0] == "refund_partial 5.00")
    let all = OrderLedger(refunds: ["card": zloty("120.00")])
    #expect(try options(.sample(.lateDelivery), granted: all).allSatisfy { !$0.remedy.isRefund })
    let more = OrderLedger(refunds: ["card": zloty("130.00")])
    #expect(try options(.sample(.lateDelivery), granted: more).allSatisfy { !$0.remedy.isRefund })
  }

  @Test("S12: goodwill has a limit for all cases of an order")
  func goodwill() throws {
    let complaint = Complaint.sample(.poorService)
    #expect(try summary(options(complaint)) == ["voucher 20.00"])
    let most = OrderLedger(goodwill: [zloty("20.00"), zloty("20.00")])
    #expect(try summary(options(complaint, granted: most)) == ["voucher 10.00"])
    let all = OrderLedger(goodwill: [zloty("50.00")])
    #expect(try options(complaint, granted: all).isEmpty)
  }

  @Test("An offer stands until the end of its last day; then the policy's default applies")
  func expiry() throws {
    let policy = try policy("pl")
    let offered = try options(.sample(.lateDelivery))
    let offer = try #require(try Offer(offered, madeAt: at("2026-06-15T13:00:00+02:00"), policy: policy))
    #expect(offer.validUntil == at("2026-06-30T00:00:00+02:00"))
    #expect(offer.defaultRemedy == .refundPartial)
    let last = at("2026-06-29T23:59:59+02:00")
    #expect(offer.choiceByDefault(at: last) == nil)
    #expect(try offer.choose(.freeShipping, by: .customer, at: last).option.remedy == .freeShipping)
    #expect(throws: ChoiceError.notOffered(.repair)) { try offer.choose(.repair, by: .customer, at: last) }
    #expect(throws: ChoiceError.expired(offer.validUntil)) {
      try offer.choose(.freeShipping, by: .customer, at: offer.validUntil)
    }
    let choice = try #require(offer.choiceByDefault(at: offer.validUntil))
    #expect((choice.option.remedy, choice.chooser) == (.refundPartial, .byDefault))
  }

  @Test func offersWithoutTheDefaultsTakeTheirFirst() throws {
    let policy = try policy("pl")
    let free = RemedyOption(.freeShipping, amount: nil, basis: .contractual)
    let offer = try #require(try Offer([free], madeAt: at("2026-06-15T13:00:00+02:00"), policy: policy))
    #expect(offer.defaultRemedy == .freeShipping)
    #expect(try Offer([], madeAt: at("2026-06-15T13:00:00+02:00"), policy: policy) == nil)
  }
}
