import Complaints
import Foundation
import Testing

/// What a policy says beside the rules that decide, as it is read from the shipped files.
@Suite struct PolicySectionTests {
  @Test("S12, S13: goodwill has a limit and a monthly budget; every fifth order brings a code")
  func generosity() throws {
    let policy = try policy("pl")
    #expect(policy.goodwill?.budgetPerMonth == zloty("2000.00"))
    let loyalty = try #require(policy.loyalty)
    #expect((1...11).filter { loyalty.isDue(paidOrders: $0) } == [5, 10])
    #expect(!loyalty.isDue(paidOrders: 0))
    #expect(loyalty.offer.remedy == .discountCode)
    #expect(loyalty.offer.basis == .contractual)
  }

  @Test("S14: food is late after a day, furniture after a month; of several goods the most urgent decides")
  func materialDelay() throws {
    let rules = try policy("pl").rule(for: .lateDelivery).remedies
    let delay = try #require(rules.last?.onceDelayedBy)
    func threshold(_ categories: String?...) -> Int {
      delay.threshold(
        for: categories.map { .init(sku: "A", quantity: 1, unitPrice: zloty("1.00"), category: $0) })
    }
    #expect(threshold() == 14)
    #expect(threshold(nil) == 14)
    #expect(threshold("toys") == 14)
    #expect(threshold("furniture") == 30)
    #expect(threshold("furniture", nil) == 14)
    #expect(threshold("furniture", "food") == 1)
    #expect(rules.dropLast().allSatisfy { $0.onceDelayedBy == nil })
  }

  @Test("S14: the category of what was bought decides when the goods may be refused")
  func categoryDecides() throws {
    func offersRefusal(_ category: String?, on day: String) throws -> Bool {
      var order = OrderSnapshot.sample()
      order.items[0].category = category
      let policy = try policy("pl")
      let complaint = Complaint.sample(.lateDelivery, received: "\(day)T12:00:00+02:00")
      let fact = DeliveryFact(order, asOf: complaint.receivedAt, zone: policy.zone)
      let options = try RemedyOption.all(for: complaint, order: order, fact: fact, policy: policy)
      return options.contains { $0.remedy == .refundFull }
    }
    // Promised for 2026-06-08.
    #expect(try offersRefusal("food", on: "2026-06-09"))
    #expect(try !offersRefusal(nil, on: "2026-06-21"))
    #expect(try offersRefusal(nil, on: "2026-06-22"))
    #expect(try !offersRefusal("furniture", on: "2026-07-07"))
    #expect(try offersRefusal("furniture", on: "2026-07-08"))
  }

  @Test("A snapshot without categories, as they were kept before there were any, can still be read")
  func categoriesAreOptional() throws {
    let item = OrderSnapshot.Item(sku: "A", quantity: 1, unitPrice: zloty("1.00"))
    let text = try DomainJSON.encode(item)
    #expect(!text.contains("category"))
    #expect(try DomainJSON.decode(OrderSnapshot.Item.self, from: text) == item)
  }

  @Test("S17: a kind may have a limit of its own for what the rules offer alone")
  func approvalLimit() throws {
    let plain = try policy("pl")
    #expect(plain.approvalLimit(for: .paymentProblem) == zloty("500.00"))
    let heading = "  payment_problem:                  # S5\n"
    let strict = try policy(
      "pl", replacing: [(heading, heading + "    approval_limit: \"100.00\"\n")])
    #expect(strict.approvalLimit(for: .paymentProblem) == zloty("100.00"))
    #expect(strict.approvalLimit(for: .damaged) == zloty("500.00"))
    let free = try policy("pl", replacing: [(heading, heading + "    approval_limit: unlimited\n")])
    #expect(free.approvalLimit(for: .paymentProblem) == nil)
    let complaint = Complaint.sample(
      .paymentProblem, claimed: zloty("110.00"), evidence: [.screenshots])
    let order = OrderSnapshot.sample()
    #expect(try Assessment(complaint, order: order, policy: plain).decision.ruling == .accepted)
    #expect(
      try Assessment(complaint, order: order, policy: strict).decision.ruling
        == .manualReview(.aboveApprovalLimit))
  }

  @Test(
    "L1, S23: where sole traders have no consumer's rights, a person decides about them",
    arguments: [("pl", true), ("ru", false), ("uk", false)])
  func standing(id: String, byRules: Bool) throws {
    let rules = try policy(id).standing
    #expect(rules.areDecidedByRules(.consumer) && rules.areDecidedByRules(nil))
    #expect(rules.areDecidedByRules(.soleTrader) == byRules)
    #expect(!rules.areDecidedByRules(.business))
    let decision = try Assessment(
      .sample(.notReceived, standing: .soleTrader), order: .sample(), policy: policy(id)
    ).decision
    #expect((decision.ruling == .manualReview(.businessStanding)) == !byRules)
  }

  @Test("S42: the ladder from the handler up, and two rungs where a policy names none")
  func ladder() throws {
    let escalation = try policy("pl").escalation
    #expect(escalation.rung(above: 0)?.level == .teamLead)
    #expect(escalation.rung(above: 0)?.contact == "liderzy@sklep.example")
    #expect(escalation.rung(above: 1)?.level == .manager)
    #expect(escalation.rung(above: 1)?.contact == escalation.contact)
    #expect(escalation.rung(above: 1)?.triggers.contains(.highValue) == true)
    #expect(escalation.rung(above: 2) == nil)
    #expect(escalation.highValue == zloty("2000.00"))
  }

  @Test("S40, L6: repair, replacement and refund take their own times in Russia, from the demand")
  func termsByRemedy() throws {
    let policy = try policy("ru")
    let rule = try #require(policy.clocks[.remedy])
    #expect(rule.start == .receipt)
    #expect(try ComplaintsTests.policy("pl").clocks[.remedy]?.start == .choice)
    #expect(rule.term(for: nil) == rule.term && rule.term(for: .refundFull) == rule.term)
    let start = at("2026-06-01T12:00:00+03:00")
    func lastDay(_ remedy: Remedy?) throws -> CivilDate {
      let cycle = try #require(try policy.clock(.remedy, startedAt: start, remedy: remedy))
      return policy.zone.civilDate(of: cycle.dueAt - 1)
    }
    #expect(try lastDay(nil) == day("2026-06-11"))
    #expect(try lastDay(.replacement) == day("2026-06-08"))
    #expect(try lastDay(.repair) == day("2026-07-16"))
    #expect(policy.remedyPenalty?.ratePerDay == Ratio(1, 100))
  }

  @Test("S2, S40: what carriers are asked for, and how long goods that come back first are waited for")
  func returnsAndClaims() throws {
    let policy = try policy("pl")
    #expect(policy.carrierClaims?.kinds == [.notReceived, .damaged])
    #expect(policy.clocks[.goodsReturn]?.term == policy.returns?.within)
    let cycle = try #require(
      try policy.clocks(startedBy: .returnAwaited, at: at("2026-06-01T12:00:00+02:00")).first)
    #expect(cycle.kind == .goodsReturn && cycle.dueAt == at("2026-06-23T00:00:00+02:00"))
    let patient = try ComplaintsTests.policy(
      "pl", replacing: [("  within: { amount: 21, unit: calendar_days }", "")])
    #expect(patient.clocks[.goodsReturn] == nil)
  }

  @Test("L1: the answer goes by a channel that leaves something behind")
  func channels() throws {
    let channels = try #require(try policy("pl").channels)
    #expect(channels.addresses[.email] == "reklamacje@sklep.example")
    #expect(channels.addresses[.social] == nil)
    #expect(channels.carriesAnswer(.letter) && !channels.carriesAnswer(.phone))
    #expect(try #require(try policy("uk").channels).carriesAnswer(.phone))
    #expect(try policy("pl").clocks[.answer]?.answeredWhen == .dispatched)
  }

  @Test(
    "S10, S30, S33, S45: what a return costs, how often customers hear from us, and what they are asked",
    arguments: ["pl", "ru", "uk"])
  func customers(id: String) throws {
    let policy = try policy(id)
    #expect(policy.returns?.fault == .merchant)
    #expect(policy.updateCap?.updates == 2)
    let survey = try #require(policy.survey)
    #expect(survey.questions.map(\.answer) == [.yesNo, .scale(upTo: 5), .text])
    #expect(survey.questions.allSatisfy { Set($0.text.keys) == Set(MessageLanguage.allCases) })
    let retention = try #require(policy.retention)
    #expect(retention.attachments.amount < retention.customerData.amount)
  }
}
