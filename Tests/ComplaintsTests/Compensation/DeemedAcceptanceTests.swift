import Complaints
import Foundation
import Testing

/// L1: accepted by silence is what was demanded; where that cannot be told, a person finds it out.
@Suite struct DeemedAcceptanceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let complaint: Complaint
    let order: OrderSnapshot?
    let granted: OrderLedger
    let demand: String?

    init(
      _ text: String, _ complaint: Complaint, order: OrderSnapshot? = .sample(),
      granted: OrderLedger = .empty,
      _ demand: String?
    ) {
      (testDescription, self.complaint, self.order, self.granted, self.demand) = (
        text, complaint, order, granted, demand
      )
    }
  }

  static let rows: [Row] = [
    Row("a full refund", .sample(.notReceived, desired: .refundFull), "refund_full 120.00"),
    Row(
      "what is left of it", .sample(.notReceived, desired: .refundFull),
      granted: OrderLedger(refunds: ["card": zloty("20.00")]), "refund_full 100.00"),
    Row(
      "nothing is left of it", .sample(.notReceived, desired: .refundFull),
      granted: OrderLedger(refunds: ["card": zloty("120.00")]), nil),
    Row("a repair", .sample(.defect, desired: .repair), "repair -"),
    Row(
      "a repair that the policy would not have offered", .sample(.lateDelivery, desired: .repair), "repair -"),
    Row("an amount", .sample(.lateDelivery, claimed: zloty("50.00")), "refund_partial 50.00"),
    Row(
      "a price reduction", .sample(.defect, claimed: zloty("50.00"), desired: .priceReduction),
      "price_reduction 50.00"),
    Row("a price reduction of how much?", .sample(.defect, desired: .priceReduction), nil),
    Row("a voucher", .sample(.lateDelivery, claimed: zloty("50.00"), desired: .voucher), "voucher 50.00"),
    Row(
      "a penalty, and no law that calculates it",
      .sample(.lateDelivery, claimed: zloty("7.00"), desired: .latePenalty), "late_penalty 7.00"),
    Row("nothing in particular", .sample(.lateDelivery), nil),
    Row("nothing at all", .sample(.lateDelivery, claimed: zloty("0.00")), nil),
    Row("more than was paid", .sample(.lateDelivery, claimed: zloty("120.01")), nil),
    Row(
      "a voucher of more than was paid", .sample(.lateDelivery, claimed: zloty("120.01"), desired: .voucher),
      nil),
    Row(
      "more than is left", .sample(.lateDelivery, claimed: zloty("50.00")),
      granted: OrderLedger(refunds: ["card": zloty("80.00")]), nil),
    Row(
      "another currency", .sample(.lateDelivery, claimed: Money(minorUnits: 5, currency: MoneyTests.yen)), nil
    ),
    Row("no order", .sample(.lateDelivery, claimed: zloty("5.00")), order: nil, nil),
    Row("another's order", .sample(.lateDelivery, claimed: zloty("5.00"), customer: .differs), nil),
  ]

  @Test(arguments: rows)
  func table(_ row: Row) throws {
    let now = at("2026-06-30T00:00:00+02:00")
    let deemed = DeemedAcceptance(
      of: row.complaint, order: row.order, granted: row.granted, policy: try policy("pl"), at: now)
    let option = deemed.choice?.option
    #expect(option.map { "\($0.remedy.rawValue) \($0.amount?.decimal ?? "-")" } == row.demand)
    #expect(deemed.decision.basis == .deemed)
    #expect(deemed.decision.decidedBy == .clock(.answer))
    #expect(deemed.decision.ruling == (row.demand == nil ? .manualReview(.demandUndetermined) : .accepted))
    #expect(deemed.choice?.chooser == (row.demand == nil ? nil : .deemed))
  }

  @Test("A penalty that the law calculates is calculated, whatever was claimed")
  func calculatedPenalty() throws {
    let policy = try policy("pl", replacing: [("goodwill:\n", latePenaltySection + "\n")])
    let complaint = Complaint.sample(.lateDelivery, claimed: zloty("100.00"), desired: .latePenalty)
    let deemed = DeemedAcceptance(of: complaint, order: .sample(), policy: policy, at: complaint.receivedAt)
    #expect(deemed.choice?.option.amount == zloty("4.20"))
  }
}
