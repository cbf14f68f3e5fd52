import Complaints
import Foundation
import Testing

/// The facts and sums of `data/README.md`, exactly.
@Suite(.enabled(if: Olist.isThere, "the real input ../shared/data/olist-2017 is not beside this package"))
struct OlistTests {
  @Test func facts() throws {
    let policy = try Olist.policy(rounding: .floor)
    let cases = try Olist.cases()
    #expect(cases.count == 1208)
    var counts: [String: Int] = [:]
    for item in cases {
      let verification = try Verification(item.complaint, order: item.order, policy: policy)
      counts[try #require(verification.delivery).fact.code, default: 0] += 1
    }
    #expect(
      counts == [
        "overdue": 572, "unavailable": 289, "delivered_on_time": 168, "cancelled": 157, "not_yet_due": 15,
        "delivered_late": 6, "complaint_older_than_order": 1,
      ])
  }

  @Test("Comparing timestamps instead of civil dates would find 11 late deliveries")
  func lateIsACivilDate() throws {
    let zone = try #require(Zone("America/Sao_Paulo"))
    let late = try Olist.cases().filter { item in
      guard let delivered = item.order.deliveredAt, let promised = item.order.promisedOn else { return false }
      return item.complaint.receivedAt >= item.order.orderedAt && delivered <= item.complaint.receivedAt
        && delivered > zone.startOfDay(promised)
    }
    #expect(late.count == 11)
  }

  @Test(arguments: [(RoundingMode.floor, Int64(266_157)), (RoundingMode.halfUp, Int64(266_435))])
  func latePenalties(rounding: RoundingMode, centavos: Int64) throws {
    let policy = try Olist.policy(rounding: rounding)
    var total = Money.zero(policy.currency)
    var count = 0
    for item in try Olist.cases() {
      let verification = try Verification(item.complaint, order: item.order, policy: policy)
      guard let penalty = verification.latePenalty else { continue }
      let cap = try #require(try LatePenalty.cap(on: item.order, policy: policy))
      #expect(penalty.minorUnits < cap.minorUnits || cap.minorUnits == 0)
      total = try total + penalty
      count += 1
    }
    #expect(count == 578)
    #expect(total.minorUnits == centavos)
  }

  @Test func deadlines() throws {
    let policy = try Olist.policy(rounding: .floor)
    let rolled = try Olist.cases().filter { item in
      let answer = try #require(
        try policy.clocks(startedBy: .received, at: item.complaint.receivedAt).first { $0.kind == .answer })
      return answer.unrolledDueAt != nil
    }
    #expect(rolled.count == 396)
  }

  @Test func particulars() throws {
    let cases = try Olist.cases()
    let byReview = Dictionary(grouping: cases) { $0.reference.prefix { $0 != ":" } }
    #expect(byReview.values.filter { $0.count > 1 }.map(\.count) == [2])
    #expect(Set(cases.map(\.reference)).count == 1208)
    #expect(
      Dictionary(grouping: cases, by: \.orderReference).values.filter { $0.count > 1 }.map(\.count) == [2])
    #expect(Dictionary(grouping: cases, by: \.customer).values.count { $0.count > 1 } == 6)
    #expect(cases.count { $0.order.items.isEmpty } == 321)
    // README's "paid by several means" counts payments; 12 of these used one means more than once.
    let several = cases.filter { $0.order.payments.count > 1 }
    #expect(several.count == 48)
    #expect(several.count { Set($0.order.payments.map(\.means)).count > 1 } == 36)
    #expect(cases.count { $0.order.payments.contains { $0.means == "voucher" } } == 57)
  }

  @Test("No rule rejects, every decision has its reason, and no plan refunds more than was paid")
  func decisions() throws {
    let policy = try Olist.policy(rounding: .halfUp)
    for item in try Olist.cases() {
      let assessment = try Assessment(item.complaint, order: item.order, policy: policy)
      #expect(!assessment.decision.reasons.isEmpty)
      if case .rejected = assessment.decision.ruling {
        Issue.record("\(item.reference) was rejected by the rules")
      }
      for option in assessment.options {
        let plan = try CompensationPlan(
          option, order: item.order, granted: .empty, policy: policy, caseID: item.reference,
          decisionVersion: 1)
        guard option.remedy.isRefund else { continue }
        let sum = try Money.sum(plan.lines.compactMap(\.amount), in: item.order.currency)
        #expect(sum == option.amount)
        #expect(sum.minorUnits <= (try item.order.paid()).minorUnits)
      }
    }
  }
}
