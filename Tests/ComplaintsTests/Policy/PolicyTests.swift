import Complaints
import Testing

@Suite struct PolicyTests {
  @Test(
    "The shipped policies can be read, and have every kind of complaint and every clock that matters",
    arguments: ["pl", "ru", "uk"])
  func shipped(id: String) throws {
    let policy = try policy(id)
    #expect(policy.id == id)
    #expect(policy.kinds.count == ComplaintKind.allCases.count)
    for kind in [
      ClockKind.acknowledge, .answer, .internalTarget, .remedy, .information, .offerExpiry, .followUp,
    ] {
      #expect(policy.clocks[kind] != nil, "\(kind)")
    }
    #expect(policy.grounds.automatic.isEmpty, "S17: a person confirms")
    #expect(policy.source == ShippedPolicies.source(id))
  }

  @Test func theListOfShippedPolicies() {
    #expect(ShippedPolicies.ids == ["pl", "ru", "uk"])
    #expect(ShippedPolicies.source("xx") == nil)
  }

  @Test("The priorities of S1 to S10 are the domain's", arguments: ["pl", "ru", "uk"])
  func priorities(id: String) throws {
    let policy = try policy(id)
    let expected: [ComplaintKind: Priority] = [
      .lateDelivery: .high, .notReceived: .high, .damaged: .medium, .wrongItem: .medium,
      .paymentProblem: .high,
      .unsuitable: .medium, .defect: .medium, .poorService: .low, .negativeReview: .low,
      .returnsQuestion: .low,
    ]
    #expect(policy.kinds.mapValues(\.priority) == expected)
    #expect(policy.priority(of: .lateDelivery, fact: .overdue(days: 1)) == .high)
    #expect(policy.priority(of: .lateDelivery, fact: .notYetDue) == .medium)
    #expect(policy.priority(of: .lateDelivery, fact: nil) == .high)
  }

  @Test func numbersComeFromTheFile() throws {
    let policy = try policy("pl")
    #expect(policy.zone == warsaw)
    #expect(policy.clocks[.answer]?.term == Term(14, .calendarDays, roll: .nextWorkingDay))
    #expect(policy.clocks[.answer]?.thresholds == [50, 75, 90])
    #expect(policy.automation.approvalLimit == zloty("500.00"))
    #expect(policy.goodwillLimit == zloty("50.00"))
    #expect(policy.rule(for: .damaged).evidence == [.photos])
    #expect(policy.rule(for: .damaged).remedies.map(\.remedy) == [.replacement, .refundFull])
    let penalty = try #require(try ComplaintsTests.policy("ru").latePenalty)
    #expect(penalty.ratePerDay == Ratio(5, 1000))
    #expect(penalty.base == .prepaid)
  }

  @Test("L1: silence accepts for those whom the law protects; others' cases escalate")
  func whomSilenceProtects() throws {
    let policy = try policy("pl")
    #expect(policy.action(atEndOf: .answer, for: .consumer) == .deemAccepted)
    #expect(policy.action(atEndOf: .answer, for: .soleTrader) == .deemAccepted)
    #expect(policy.action(atEndOf: .answer, for: nil) == .deemAccepted)
    #expect(policy.action(atEndOf: .answer, for: .business) == .escalate)
    #expect(policy.action(atEndOf: .internalTarget, for: .consumer) == .nothing)
    #expect(policy.action(atEndOf: .externalBody, for: .consumer) == .nothing)
  }
}
