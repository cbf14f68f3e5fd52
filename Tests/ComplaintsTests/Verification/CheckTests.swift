import Complaints
import Foundation
import Testing

@Suite struct CheckTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let complaint: Complaint
    var order: OrderSnapshot? = .sample()
    let check: Check.Name
    let outcome: CheckOutcome

    init(
      _ text: String, _ complaint: Complaint, order: OrderSnapshot? = .sample(), _ check: Check.Name,
      _ outcome: CheckOutcome
    ) {
      (testDescription, self.complaint, self.order, self.check, self.outcome) = (
        text, complaint, order, check, outcome
      )
    }
  }

  static let came = OrderSnapshot.sample(delivered: "2026-06-05T12:00:00+02:00", status: .delivered)
  static let cameLate = OrderSnapshot.sample(delivered: "2026-06-10T12:00:00+02:00", status: .delivered)

  static let rows: [Row] = [
    Row("S17: a matching order is proof", .sample(.damaged), .proofOfPurchase, .pass),
    Row("no order, no document", .sample(.damaged), order: nil, .proofOfPurchase, .indeterminate),
    Row(
      "no order, a receipt", .sample(.damaged, evidence: [.receipt]), order: nil, .proofOfPurchase,
      .indeterminate),
    Row("no order, asked, nothing", .sample(.damaged, asked: true), order: nil, .proofOfPurchase, .fail),
    Row(
      "no order, asked, a receipt", .sample(.damaged, evidence: [.receipt], asked: true), order: nil,
      .proofOfPurchase, .indeterminate),
    Row(
      "S23: somebody else's order is none", .sample(.damaged, customer: .differs), .proofOfPurchase,
      .indeterminate),
    Row("S23: the customer", .sample(.damaged), .customer, .pass),
    Row("S23: another", .sample(.damaged, customer: .differs), .customer, .fail),
    Row("S23: nobody in particular", .sample(.damaged, customer: .unknown), .customer, .indeterminate),
    Row("a consumer", .sample(.damaged), .standing, .pass),
    Row("a sole trader", .sample(.damaged, standing: .soleTrader), .standing, .pass),
    Row("a business", .sample(.damaged, standing: .business), .standing, .fail),
    Row("not stated", .sample(.damaged, standing: nil), .standing, .indeterminate),
    Row("S17: no product named", .sample(.defect), order: came, .product, .pass),
    Row("S17: bought", .sample(.defect, product: "tea-1"), order: came, .product, .pass),
    Row("S17: never bought", .sample(.defect, product: "KETTLE"), order: came, .product, .fail),
    Row(
      "S17: the wrong item is in no order", .sample(.wrongItem, product: "KETTLE"), order: came, .product,
      .pass),
    Row(
      "S17: the items are not known", .sample(.defect, product: "KETTLE"), order: .sample(items: []),
      .product,
      .indeterminate),
    Row(
      "S17: the order is not known", .sample(.defect, product: "KETTLE"), order: nil, .product, .indeterminate
    ),
    Row(
      "S23: what was in somebody else's order", .sample(.defect, product: "KETTLE", customer: .differs),
      .product,
      .indeterminate),
    Row("after the order", .sample(.damaged), .chronology, .pass),
    Row("before the order", .sample(.damaged, received: "2026-06-01T09:00:00+02:00"), .chronology, .fail),
    Row(
      "in the two years", .sample(.damaged, received: "2028-06-05T23:59:59+02:00"), order: came, .filedInTime,
      .pass),
    Row(
      "after the two years", .sample(.damaged, received: "2028-06-06T00:00:00+02:00"), order: came,
      .filedInTime,
      .fail),
    Row(
      "over on the Saturday", .sample(.unsuitable, received: "2026-06-20T00:00:00+02:00"), order: came,
      .filedInTime, .indeterminate),
    Row(
      "over for both rights", .sample(.unsuitable, received: "2028-06-06T00:00:00+02:00"), order: came,
      .filedInTime, .fail),
    Row(
      "its end on a Friday", .sample(.unsuitable, received: "2026-06-19T23:59:59+02:00"), order: came,
      .filedInTime,
      .pass),
    Row(
      "its end on a Sunday, rolled to Monday", .sample(.unsuitable, received: "2026-06-22T23:59:59+02:00"),
      order: .sample(delivered: "2026-06-07T12:00:00+02:00"), .filedInTime, .pass),
    Row(
      "and over on Tuesday", .sample(.unsuitable, received: "2026-06-23T00:00:00+02:00"),
      order: .sample(delivered: "2026-06-07T12:00:00+02:00"), .filedInTime, .indeterminate),
    Row(
      "never delivered: no window has begun", .sample(.notReceived, received: "2030-01-01T00:00:00+01:00"),
      .filedInTime, .pass),
    Row("S1: overdue", .sample(.lateDelivery), .delivery, .pass),
    Row("S1: late", .sample(.lateDelivery), order: cameLate, .delivery, .pass),
    Row("S1: in time", .sample(.lateDelivery), order: came, .delivery, .fail),
    Row("S1: not yet due", .sample(.lateDelivery, received: "2026-06-08T12:00:00+02:00"), .delivery, .fail),
    Row(
      "S1: no promise known", .sample(.lateDelivery), order: .sample(promised: nil), .delivery, .indeterminate
    ),
    Row("S2: overdue", .sample(.notReceived), .delivery, .pass),
    Row(
      "S2: said to have come, nobody knows when", .sample(.notReceived), order: .sample(status: .delivered),
      .delivery, .indeterminate),
    Row("S2: the carrier says it came", .sample(.notReceived), order: came, .delivery, .fail),
    Row(
      "S2: no promise known", .sample(.notReceived), order: .sample(promised: nil), .delivery, .indeterminate),
    Row("S3: came", .sample(.damaged), order: cameLate, .delivery, .pass),
    Row("S3: came, undated", .sample(.damaged), order: .sample(status: .delivered), .delivery, .pass),
    Row("S3: damaged before it came?", .sample(.damaged), .delivery, .fail),
    Row("S5: whatever the delivery", .sample(.paymentProblem), .delivery, .pass),
    Row("no claim", .sample(.damaged), .claimedAmount, .pass),
    Row("as much as was paid", .sample(.damaged, claimed: zloty("120.00")), .claimedAmount, .pass),
    Row("more than was paid", .sample(.damaged, claimed: zloty("120.01")), .claimedAmount, .fail),
    Row(
      "other currency: amount", .sample(.damaged, claimed: Money(minorUnits: 1, currency: MoneyTests.yen)),
      .claimedAmount, .indeterminate),
    Row(
      "other currency: currency", .sample(.damaged, claimed: Money(minorUnits: 1, currency: MoneyTests.yen)),
      .currency, .fail),
    Row("same currency", .sample(.damaged, claimed: zloty("1.00")), .currency, .pass),
    Row("S19: photos needed", .sample(.damaged), .evidence, .indeterminate),
    Row("S19: photos given", .sample(.damaged, evidence: [.photos]), .evidence, .pass),
    Row("S19: nothing needed", .sample(.lateDelivery), .evidence, .pass),
  ]

  @Test(arguments: rows)
  func table(_ row: Row) throws {
    let verification = try Verification(row.complaint, order: row.order, policy: policy("pl"))
    #expect(verification[row.check].outcome == row.outcome, "\(verification[row.check].facts)")
  }

  @Test("Between the ends of two windows, the last day is the one that has passed")
  func lastDays() throws {
    let between = Complaint.sample(.unsuitable, received: "2026-06-20T00:00:00+02:00")
    let check = try Verification(between, order: Self.came, policy: policy("pl"))[.filedInTime]
    #expect(check.facts["last_day"] == .text("2026-06-19"))
    #expect(check.facts["longest_last_day"] == .text("2028-06-05"))
  }

  @Test("A window in a time that the calendar does not cover is left to a person, not guessed")
  func uncoveredWindow() throws {
    let ru = try policy("ru")
    var order = OrderSnapshot.sample(delivered: "2022-06-05T12:00:00+03:00")
    order.orderedAt = at("2022-06-01T12:00:00+03:00")
    let complaint = Complaint.sample(.unsuitable)
    let check = try Verification(complaint, order: order, policy: ru)[.filedInTime]
    #expect(check.outcome == .indeterminate)
    #expect(check.facts["calendar_covers"] == .flag(false))
    let decision = try Assessment(complaint, order: order, policy: ru).decision
    #expect(decision.ruling == .manualReview(.filingWindowUnclear))
  }

  @Test("A window that ends after the calendar does is an error: the policy must be extended")
  func calendarTooShort() throws {
    let ru = try policy("ru")
    var order = OrderSnapshot.sample(delivered: "2027-12-25T12:00:00+03:00")
    order.orderedAt = at("2027-12-20T12:00:00+03:00")
    let complaint = Complaint.sample(.unsuitable, received: "2028-01-10T12:00:00+03:00")
    let error = CalendarError.notCovered(day("2028-01-01"), covered: ru.calendar.covered)
    #expect(throws: error) { try Assessment(complaint, order: order, policy: ru) }
  }

  @Test("S18: every check is kept with what it saw, and survives JSON")
  func facts() throws {
    let verification = try Verification(
      .sample(.lateDelivery, claimed: zloty("20.00")), order: Self.cameLate, policy: policy("pl"))
    #expect(verification.checks.map(\.name) == Check.Name.allCases)
    #expect(
      verification[.delivery].facts == [
        "fact": .text("delivered_late"), "days_late": .number(2), "promised_on": .text("2026-06-08"),
        "delivered_on": .text("2026-06-10"), "as_of": .text("2026-06-15"), "status": .text("delivered"),
      ])
    #expect(
      verification[.claimedAmount].facts == [
        "claimed": .money(zloty("20.00")), "paid": .money(zloty("120.00")),
      ])
    let text = try DomainJSON.encode(verification)
    #expect(try DomainJSON.decode(Verification.self, from: text) == verification)
  }

  @Test(
    "S23: of an order that is not the claimant's no check says anything",
    arguments: [CustomerMatch.differs, .unknown])
  func nothingOfOthersOrders(match: CustomerMatch) throws {
    let complaint = Complaint.sample(.lateDelivery, claimed: zloty("20.00"), customer: match)
    let verification = try Verification(complaint, order: Self.cameLate, policy: policy("pl"))
    #expect(!verification.mayTellOrder)
    #expect(verification.delivery == nil)
    #expect(verification.latePenalty == nil)
    let text = try DomainJSON.encode(verification)
    for fact in ["2026-06-08", "2026-06-10", "2026-06-01", "12000", "delivered"] {
      #expect(!text.contains(fact), "\(fact) in \(text)")
    }
  }

  @Test(
    "Who is the order's customer",
    arguments: [
      ("c1", "a@x.pl", "c1", "b@y.pl", CustomerMatch.matches), ("c1", "A@x.PL ", "c2", "a@x.pl", .matches),
      ("c1", "a@x.pl", "c2", "b@y.pl", .differs), ("", "", "c1", "a@x.pl", .unknown),
      ("c1", "", "", "a@x.pl", .unknown),
      ("c1", "", "C1", "", .differs),
    ])
  func customers(reference: String, email: String, orders: String, mail: String, expected: CustomerMatch) {
    let match = CustomerMatch(
      claimedReference: reference, claimedEmail: email, orderReference: orders, orderEmail: mail)
    #expect(match == expected)
  }
}
