import Complaints
import Foundation
import Testing

/// Row by row through the table of `DecisionRules`.
@Suite struct DecisionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let complaint: Complaint
    let order: OrderSnapshot?
    let changes: [(String, String)]
    let ruling: Ruling

    init(
      _ text: String, _ complaint: Complaint, order: OrderSnapshot? = .sample(),
      with changes: [(String, String)] = [],
      _ ruling: Ruling
    ) {
      (testDescription, self.complaint, self.order, self.changes, self.ruling) = (
        text, complaint, order, changes, ruling
      )
    }
  }

  static let came = CheckTests.came
  static let cameLate = CheckTests.cameLate
  static let automatic = [
    ("proposed: [filed_too_late]", "proposed: [filed_too_late, no_proof_of_purchase]"),
    ("automatic: []", "automatic: [filed_too_late, no_proof_of_purchase]"),
  ]
  static let expensive = OrderSnapshot.sample(
    delivered: "2026-06-05T12:00:00+02:00", paid: [("card", "5000.00")], items: [("TV", 1, "5000.00")])
  static let proof: [InformationItem] = [.proofOfPurchase, .customerIdentity]

  static let rows: [Row] = [
    Row("1: a business", .sample(.lateDelivery, standing: .business), .manualReview(.businessStanding)),
    Row("2: a repeat", .sample(.lateDelivery, isRepeat: true), .manualReview(.repeatComplaint)),
    Row(
      "3: poor service, no order", .sample(.poorService, customer: .unknown), order: nil,
      .manualReview(.answerInPerson)),
    Row(
      "3: poor service, another's order", .sample(.poorService, customer: .differs),
      .manualReview(.answerInPerson)),
    Row("4: no order", .sample(.lateDelivery, customer: .unknown), order: nil, .needsInformation(proof)),
    Row(
      "4: another's order: the same question", .sample(.lateDelivery, customer: .differs),
      .needsInformation(proof)),
    Row(
      "4: all in one list", .sample(.damaged, customer: .unknown), order: nil,
      .needsInformation(proof + [.evidence(.photos)])),
    Row("4: only the photos", .sample(.damaged), order: came, .needsInformation([.evidence(.photos)])),
    Row(
      "5: asked, no proof, no proposal in Poland", .sample(.lateDelivery, customer: .unknown, asked: true),
      order: nil, .manualReview(.purchaseUnproven)),
    Row(
      "5: proposed", .sample(.lateDelivery, customer: .unknown, asked: true), order: nil,
      with: [("proposed: [filed_too_late]", "proposed: [no_proof_of_purchase]")],
      .manualReview(.purchaseUnproven, proposal: .reject(.noProofOfPurchase))),
    Row(
      "5: automatic", .sample(.lateDelivery, customer: .unknown, asked: true), order: nil, with: automatic,
      .rejected(.noProofOfPurchase)),
    Row(
      "5: a receipt is never refused unread",
      .sample(.lateDelivery, evidence: [.receipt], customer: .unknown, asked: true), order: nil,
      with: automatic, .manualReview(.purchaseUnproven)),
    Row(
      "5: a receipt, not asked", .sample(.lateDelivery, evidence: [.receipt], customer: .unknown), order: nil,
      .manualReview(.purchaseUnproven)),
    Row(
      "6: asked, still not the customer", .sample(.lateDelivery, customer: .differs, asked: true),
      with: automatic, .manualReview(.identityUnconfirmed)),
    Row(
      "7: asked, no photos", .sample(.damaged, asked: true), order: came, with: automatic,
      .manualReview(.evidenceMissing)),
    Row(
      "8: before the order", .sample(.lateDelivery, received: "2026-06-01T09:00:00+02:00"),
      .manualReview(.complaintOlderThanOrder)),
    Row(
      "9: in yen", .sample(.lateDelivery, claimed: Money(minorUnits: 5, currency: MoneyTests.yen)),
      .manualReview(.currencyDiffers)),
    Row(
      "19: never bought with it", .sample(.defect, product: "KETTLE", evidence: [.photos]), order: came,
      .manualReview(.productNotInOrder)),
    Row(
      "19: proposed", .sample(.defect, product: "KETTLE", evidence: [.photos]), order: came,
      with: [("proposed: [filed_too_late]", "proposed: [filed_too_late, not_our_product]")],
      .manualReview(.productNotInOrder, proposal: .reject(.notOurProduct))),
    Row(
      "19: the items are not known, and nothing is refused for that",
      .sample(.defect, product: "KETTLE", evidence: [.photos]),
      order: .sample(delivered: "2026-06-05T12:00:00+02:00", status: .delivered, items: []),
      with: [
        ("proposed: [filed_too_late]", "proposed: [filed_too_late, not_our_product]"),
        ("automatic: []", "automatic: [not_our_product]"),
      ], .accepted),
    Row(
      "10: too late", .sample(.unsuitable, received: "2028-06-06T00:00:00+02:00"), order: came,
      .manualReview(.filedTooLate, proposal: .reject(.filedTooLate))),
    Row(
      "10: not even proposed", .sample(.unsuitable, received: "2028-06-06T00:00:00+02:00"), order: came,
      with: [("proposed: [filed_too_late]", "proposed: []")], .manualReview(.filedTooLate)),
    Row(
      "10: past the withdrawal, not past the liability",
      .sample(.unsuitable, received: "2026-07-15T12:00:00+02:00"), order: came, with: automatic,
      .manualReview(.filingWindowUnclear)),
    Row(
      "10: automatic", .sample(.unsuitable, received: "2028-06-06T00:00:00+02:00"), order: came,
      with: automatic,
      .rejected(.filedTooLate)),
    Row(
      "11: more than was paid", .sample(.lateDelivery, claimed: zloty("120.01")),
      .manualReview(.claimExceedsPaid)),
    Row(
      "12: came in time", .sample(.lateDelivery), order: came, with: automatic,
      .manualReview(.deliveredOnTime)),
    Row(
      "12: not yet due", .sample(.lateDelivery, received: "2026-06-08T12:00:00+02:00"),
      .manualReview(.notYetDue)),
    Row(
      "12: not yet due, not received", .sample(.notReceived, received: "2026-06-08T12:00:00+02:00"),
      .manualReview(.notYetDue)),
    Row(
      "12: came, not received", .sample(.notReceived), order: came, with: automatic,
      .manualReview(.deliveryContradictsClaim)),
    Row(
      "12: no promise known", .sample(.lateDelivery), order: .sample(promised: nil),
      .manualReview(.deliveryUnknown)),
    Row(
      "12: damaged on its way", .sample(.damaged, evidence: [.photos]),
      .manualReview(.deliveryContradictsClaim)),
    Row(
      "13: cancelled", .sample(.lateDelivery), order: .sample(status: .cancelled),
      .manualReview(.orderUndeliverable)
    ),
    Row(
      "13: cancelled, by rule", .sample(.lateDelivery), order: .sample(status: .cancelled),
      with: [("undeliverable_orders: false", "undeliverable_orders: true")], .accepted),
    Row("14: a review", .sample(.negativeReview), order: came, .manualReview(.answerInPerson)),
    Row(
      "15: nothing paid", .sample(.paymentProblem, claimed: zloty("0.00"), evidence: [.screenshots]),
      order: .sample(paid: []), .manualReview(.nothingToOffer)),
    Row(
      "16: above the limit", .sample(.notReceived), order: .sample(paid: [("card", "500.01")]),
      .manualReview(.aboveApprovalLimit)),
    Row("16: at the limit", .sample(.notReceived), order: .sample(paid: [("card", "500.00")]), .accepted),
    Row(
      "16: an exchange is worth its goods", .sample(.wrongItem, evidence: [.photos]), order: expensive,
      .manualReview(.aboveApprovalLimit)),
    Row(
      "16: unlimited", .sample(.wrongItem, evidence: [.photos]), order: expensive,
      with: [("approval_limit: \"500.00\"", "approval_limit: unlimited")], .accepted),
    Row(
      "16: another currency", .sample(.notReceived),
      order: .sample(paid: [("card", "10")], items: [], currency: MoneyTests.yen),
      .manualReview(.limitNotComparable)),
    Row(
      "17: more than any option", .sample(.lateDelivery, claimed: zloty("100.00")),
      .manualReview(.claimAboveOffer, proposal: .acceptPartially)),
    Row(
      "17: partially, by rule", .sample(.lateDelivery, claimed: zloty("100.00")),
      with: [("partial_acceptance: false", "partial_acceptance: true")], .partiallyAccepted),
    Row(
      "17: an exchange covers any claim", .sample(.wrongItem, claimed: zloty("100.00"), evidence: [.photos]),
      order: came, .accepted),
    Row("18: overdue", .sample(.lateDelivery), .accepted),
    Row("18: late", .sample(.lateDelivery, claimed: zloty("18.00")), order: cameLate, .accepted),
    Row("18: not stated whether a consumer", .sample(.lateDelivery, standing: nil), .accepted),
    Row("18: not received", .sample(.notReceived), .accepted),
    Row("18: damaged", .sample(.damaged, evidence: [.photos]), order: came, .accepted),
    Row(
      "18: wrong charge", .sample(.paymentProblem, claimed: zloty("20.00"), evidence: [.screenshots]),
      .accepted),
    Row(
      "data that cannot be calculated", .sample(.lateDelivery),
      order: .sample(paid: [("card", "92233720368547758.07"), ("card", "1.00")]), .manualReview(.dataUnusable)
    ),
  ]

  @Test(arguments: rows)
  func table(_ row: Row) throws {
    let assessment = try Assessment(
      row.complaint, order: row.order, policy: policy("pl", replacing: row.changes))
    #expect(assessment.decision.ruling == row.ruling)
    #expect(assessment.decision.decidedBy == .rules)
    #expect(!assessment.decision.reasons.isEmpty)
    let text = try DomainJSON.encode(assessment.decision)
    #expect(try DomainJSON.decode(Decision.self, from: text) == assessment.decision)
  }

  @Test func basisAndReason() throws {
    let pl = try policy("pl")
    let early = try Assessment(.sample(.lateDelivery), order: .sample(), policy: pl).decision
    #expect(early.basis == .contractual)
    #expect(early.reasons == [.delivery("overdue")])
    let material = try Assessment(
      .sample(.lateDelivery, received: "2026-06-22T12:00:00+02:00"), order: .sample(), policy: pl
    ).decision
    #expect(material.basis == .statutory, "S14: the full refund of a material delay is owed")
    let service = try Assessment(.sample(.poorService), order: CheckTests.came, policy: pl).decision
    #expect(service.basis == .goodwill)
    #expect(service.reasons == [.claimNotContradicted])
  }

  @Test("A stranger cannot tell somebody else's order from none", arguments: ComplaintKind.allCases)
  func strangersLearnNothing(kind: ComplaintKind) throws {
    for asked in [false, true] {
      let stranger = Complaint.sample(kind, customer: .differs, asked: asked)
      let exists = try Assessment(stranger, order: Self.came, policy: policy("pl"))
      let doesNot = try Assessment(stranger, order: nil, policy: policy("pl"))
      #expect(exists.decision.ruling.nextState == doesNot.decision.ruling.nextState)
      if case .needsInformation(let items) = exists.decision.ruling {
        #expect(doesNot.decision.ruling == .needsInformation(items))
      }
      #expect(exists.options.isEmpty)
    }
  }

  @Test func wordsOfTheRecords() {
    let reasons: [Reason] = [
      .delivery("overdue"), .claimNotContradicted, .check(.delivery), .review(.repeatComplaint),
      .answerOverdue, .judgement,
    ]
    for reason in reasons { #expect(Reason(rawValue: reason.rawValue) == reason) }
    for maker in [DecisionMaker.rules, .person("anna:k"), .clock(.answer)] {
      #expect(DecisionMaker(rawValue: maker.rawValue) == maker)
    }
    for proposal in [Proposal.acceptPartially, .reject(.misuse)] {
      #expect(Proposal(rawValue: proposal.rawValue) == proposal)
    }
    #expect(InformationItem(rawValue: "photos") == .evidence(.photos))
    #expect(InformationItem(rawValue: "nonsense") == nil)
    #expect(Reason(rawValue: "check:nonsense") == nil)
    #expect(DecisionMaker(rawValue: "somebody") == nil)
  }
}
