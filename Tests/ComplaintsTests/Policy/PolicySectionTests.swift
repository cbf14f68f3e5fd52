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
    let policy = try policy("pl")
    let escalation = policy.escalation
    #expect(escalation.ladder.map(\.level) == [.teamLead, .manager])
    #expect(escalation.ladder.map(\.contact) == ["liderzy@sklep.example", escalation.contact])
    #expect(escalation.highValue == zloty("2000.00"))
    func levels(_ above: Int, _ trigger: MessageContext.EscalationTrigger?, _ warning: ClockWarning? = nil)
      -> [Int]
    {
      policy.rungs(above: above, for: trigger, at: warning).map(\.level)
    }
    #expect(levels(0, .clockBreached) == [1, 2] && levels(1, .clockBreached) == [2])
    #expect(levels(0, .silence) == [1] && levels(1, .silence) == [] && levels(0, .deadlock) == [2])
    #expect(levels(1, nil) == [2] && levels(2, nil) == [])
    // Of the warnings the last one of the answer, where the policy says nothing else.
    #expect(levels(0, .clockAtRisk, ClockWarning(.answer, percent: 90)) == [1])
    #expect(levels(0, .clockAtRisk, ClockWarning(.answer, percent: 75)) == [])
    #expect(levels(0, .clockAtRisk, ClockWarning(.acknowledge, percent: 90)) == [])
    #expect(levels(0, .clockAtRisk) == [1])
    let own = try Policy.read(
      ShippedPolicies.source("pl")!.replacing(
        "      hands_over: [timeline, messages]\n",
        with: "      hands_over: [timeline, messages]\n      at_risk: { clock: remedy, percent: 75 }\n"))
    #expect(
      own.rungs(above: 0, for: .clockAtRisk, at: ClockWarning(.remedy, percent: 75)).map(\.level) == [1])
    #expect(own.rungs(above: 0, for: .clockAtRisk, at: ClockWarning(.answer, percent: 90)).isEmpty)
  }

  @Test("S42: a claim is one of high value in the policy's currency only, from the amount on")
  func highValue() throws {
    let policy = try policy("pl")
    #expect(policy.isOfHighValue(zloty("2000.00")) && !policy.isOfHighValue(zloty("1999.99")))
    #expect(!policy.isOfHighValue(Money(minorUnits: 900_000, currency: Currency(code: "EUR")!)))
    #expect(!policy.isOfHighValue(nil))
  }

  @Test("S23: who does not say is taken for whom the policy says")
  func unstatedStanding() throws {
    let source = ShippedPolicies.source("pl")!
    #expect(try Policy.read(source).taken(nil) == .consumer)
    let strict = try Policy.read(
      source.replacing(
        "  decided_by_rules: [consumer, sole_trader]\n",
        with: "  decided_by_rules: [consumer, sole_trader]\n  unstated: business\n"))
    #expect(strict.taken(nil) == .business && strict.taken(.consumer) == .consumer)
    #expect(!strict.standing.areDecidedByRules(nil))
    #expect(strict.action(atEndOf: .answer, for: nil) == .escalate)
    #expect(try Policy.read(source).action(atEndOf: .answer, for: nil) == .deemAccepted)
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
