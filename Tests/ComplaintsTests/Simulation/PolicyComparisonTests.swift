import Complaints
import Testing

/// What a changed policy would have decided, and what it would have cost.
@Suite struct PolicyComparisonTests {
  private let damaged = Complaint.sample(.damaged, evidence: [.photos])
  private let late = Complaint.sample(.lateDelivery)
  private let order = OrderSnapshot.sample(delivered: "2026-06-10T12:00:00+02:00", status: .delivered)

  private func compare(
    _ complaints: [Complaint], _ changes: [(String, String)], order: OrderSnapshot? = nil
  ) throws -> PolicyComparison {
    let (before, after) = (try policy("pl"), try policy("pl", replacing: changes))
    var comparison = PolicyComparison()
    for (index, complaint) in complaints.enumerated() {
      let order = order ?? self.order
      try comparison.add(
        "C-\(index + 1)", before: PolicyTrial(complaint, order: order, policy: before),
        after: PolicyTrial(complaint, order: order, policy: after))
    }
    return comparison
  }

  @Test func theSamePolicyDecidesTheSame() throws {
    let comparison = try compare([damaged, late], [])
    #expect(comparison.complaints == 2)
    #expect(comparison.changes.isEmpty)
    #expect(comparison.before.outcomes == comparison.after.outcomes)
    #expect(comparison.before.most == comparison.after.most)
    #expect(comparison.dueEarlier == 0 && comparison.dueLater == 0)
  }

  @Test func aLowerLimitLeavesComplaintsToAPersonAndCostsNothing() throws {
    let comparison = try compare(
      [damaged, late], [("approval_limit: \"500.00\"", "approval_limit: \"100.00\"")])
    let change = try #require(comparison.changes.keys.first { $0.before.code == "accepted" })
    #expect(change.after.code == "manual_review:above_approval_limit")
    #expect(comparison.changes[change] == ["C-1"])
    #expect(comparison.before.needingPerson == 0)
    #expect(comparison.after.needingPerson == 1)
    #expect(comparison.before.most[pln] == zloty("138.00"))
    #expect(comparison.after.most[pln] == zloty("18.00"))
  }

  @Test func aHigherShareCostsMore() throws {
    let comparison = try compare(
      [late],
      [
        (
          "{ share: 10%, of: paid, rounding: half_up, at_least",
          "{ share: 20%, of: paid, rounding: half_up, at_least"
        )
      ])
    #expect(comparison.changes.isEmpty)
    #expect(comparison.before.expected[pln] == zloty("12.00"))
    #expect(comparison.after.expected[pln] == zloty("24.00"))
  }

  @Test func theCustomersWishIsExpectedBeforeTheDefault() throws {
    let wish = Complaint.sample(.lateDelivery, desired: .discountCode)
    let comparison = try compare([wish, late], [])
    // 15 % for the one who wants a code, and 10 % for the one to whom the default applies.
    #expect(comparison.before.expected[pln] == zloty("30.00"))
    #expect(comparison.before.most[pln] == zloty("36.00"))
  }

  @Test func goodsAreCountedAndAreNoMoney() throws {
    let wish = Complaint.sample(.damaged, desired: .replacement, evidence: [.photos])
    let comparison = try compare([wish], [])
    #expect(comparison.before.inKind == 1)
    #expect(comparison.before.expected.isEmpty)
    #expect(comparison.before.most[pln] == zloty("120.00"))
  }

  @Test func anEarlierAnswerIsCounted() throws {
    let shorter = (
      "amount: 14, unit: calendar_days, roll: next_working_day }\n    thresholds: [50, 75, 90]\n    on_breach: deem",
      "amount: 13, unit: calendar_days, roll: next_working_day }\n    thresholds: [50, 75, 90]\n    on_breach: deem"
    )
    // Of Tuesday: the day before the last one is worked on, too.
    let tuesday = Complaint.sample(.lateDelivery, received: "2026-06-16T12:00:00+02:00")
    let comparison = try compare([tuesday, tuesday], [shorter])
    #expect(comparison.dueEarlier == 2)
    #expect(comparison.dueLater == 0)
  }

  @Test func aComplaintBeyondTheCalendarIsNeitherAcceptedNorForgotten() throws {
    let beyond = Complaint.sample(.lateDelivery, received: "2028-12-30T12:00:00+01:00")
    let order = OrderSnapshot.sample(delivered: "2028-12-20T12:00:00+01:00", status: .delivered)
    let rolled = try policy(
      "pl",
      replacing: [
        (
          "valid_for: { amount: 14, unit: calendar_days }",
          "valid_for: { amount: 14, unit: calendar_days, roll: next_working_day }"
        )
      ])
    let trial = PolicyTrial(beyond, order: order, policy: rolled)
    #expect(trial.outcome == .beyondCalendar)
    #expect(trial.answerDue == nil)
    #expect(trial.most == nil)
  }

  @Test func aRefusalNamesItsGround() throws {
    let old = Complaint.sample(.defect, received: "2028-12-01T12:00:00+01:00", evidence: [.photos])
    let comparison = try compare([old], [("automatic: []", "automatic: [filed_too_late]")])
    #expect(
      comparison.changes.keys.map { [$0.before.code, $0.after.code] }
        == [["manual_review:filed_too_late", "rejected:filed_too_late"]])
  }
}
