import Testing

@testable import Complaints

/// Which rule gave the result, and which line of the policy gave the rule.
@Suite struct DecisionExplanationTests {
  private let order = OrderSnapshot.sample(
    delivered: "2026-06-10T12:00:00+02:00", status: .delivered, paid: [("card", "899.00")])

  private func explain(
    _ complaint: Complaint, _ changes: [(String, String)] = []
  ) throws -> DecisionExplanation {
    try DecisionExplanation(
      complaint, order: order, granted: .empty, policy: try policy("pl", replacing: changes))
  }

  /// The line, from 1, on which a text stands in the Polish policy.
  private func line(of text: String) throws -> Int {
    let source = try #require(ShippedPolicies.source("pl"))
    let place = try #require(source.firstRange(of: text)?.lowerBound)
    return source[..<place].count { $0 == "\n" } + 1
  }

  @Test func theRuleIsNamedWithItsLineOfThePolicy() throws {
    let explanation = try explain(.sample(.damaged, evidence: [.photos]))
    #expect(explanation.assessment.rule == .approvalLimit)
    #expect(explanation.assessment.rule?.rawValue == 16)
    let source = try #require(explanation.sources.first)
    #expect(source.key == "automation.approval_limit")
    #expect(source.line?.number == (try line(of: "approval_limit: \"500.00\"")))
    #expect(source.line?.text == "approval_limit: \"500.00\"")
    #expect(explanation.answerTerm.line?.text.hasPrefix("term: { amount: 14, unit: calendar_days") == true)
  }

  @Test func aLimitOfTheKindsOwnIsTheOneThatIsShown() throws {
    let own = ("  damaged:                          # S3\n", "  damaged:\n    approval_limit: \"20.00\"\n")
    let explanation = try explain(.sample(.damaged, evidence: [.photos]), [own])
    #expect(explanation.sources.map(\.key) == ["kinds.damaged.approval_limit"])
    #expect(explanation.sources.first?.line?.text == "approval_limit: \"20.00\"")
  }

  @Test func everyListedRemedyIsThereWithItsFormulaOrWithout() throws {
    let explanation = try explain(.sample(.lateDelivery))
    #expect(explanation.assessment.rule == .accepted)
    #expect(
      explanation.remedies.map(\.remedy) == [.refundPartial, .discountCode, .freeShipping, .refundFull])
    // Two days late is not material.
    #expect(explanation.remedies.map { $0.option != nil } == [true, true, true, false])
    let first = explanation.remedies[0]
    #expect(first.option?.amount == zloty("89.90"))
    #expect(
      first.option?.formula == "share 10/100 of paid, half_up, at least 5.00 PLN, at most 200.00 PLN")
    #expect(first.source.key == "kinds.late_delivery.remedies[1]")
    #expect(first.source.line?.text == "- remedy: refund_partial")
  }

  @Test func aKeyThatTheFileLeavesOutHasNoLine() throws {
    let none = ("  decided_by_rules: [consumer, sole_trader]\n", "")
    let section = (
      "standing:                           # L1, S23: sole traders with a consumer's rights are treated as consumers\n",
      ""
    )
    let explanation = try explain(.sample(.damaged, standing: .business), [none, section])
    #expect(explanation.assessment.rule == .standing)
    #expect(explanation.sources == [.init(key: "standing.decided_by_rules", line: nil)])
  }

  @Test(arguments: [
    (Complaint.sample(.damaged, standing: .business), 1), (.sample(.damaged, isRepeat: true), 2),
    (.sample(.poorService, customer: .differs), 3), (.sample(.damaged), 4),
    (.sample(.lateDelivery, customer: .differs, asked: true), 6), (.sample(.damaged, asked: true), 7),
    (.sample(.damaged, received: "2026-05-01T12:00:00+02:00", evidence: [.photos]), 8),
    (.sample(.damaged, received: "2028-12-01T12:00:00+01:00", evidence: [.photos]), 10),
    (.sample(.damaged, claimed: zloty("900.00"), evidence: [.photos]), 11),
    (.sample(.notReceived), 12), (.sample(.negativeReview), 14),
    (.sample(.lateDelivery, claimed: zloty("800.00")), 17), (.sample(.lateDelivery), 18),
  ])
  func eachRuleGivesItsNumber(complaint: Complaint, number: Int) throws {
    let explanation = try explain(complaint)
    #expect(explanation.assessment.rule?.rawValue == number)
    #expect(explanation.assessment.rule?.meaning.isEmpty == false)
  }

  @Test func thereAreAsManyRulesAsTheTableHas() {
    #expect(DecisionRule.allCases.map(\.rawValue) == Array(1...19))
    #expect(Set(DecisionRule.allCases.map(\.meaning)).count == 19)
  }

  @Test func linesAreFoundByTheirWay() throws {
    let lines = PolicyLines("a:\n  b: [x, y]\n  c:\n    - d: 1\n    - { d: 2 }   \n")
    #expect(lines["a.b"] == .init(number: 2, text: "b: [x, y]"))
    #expect(lines["a.c[2].d"] == .init(number: 5, text: "- { d: 2 }"))
    #expect(lines["a.c[1]"]?.number == 4)
    #expect(lines["a.x"] == nil)
    #expect(PolicyLines(": : :")["a"] == nil)
  }
}
