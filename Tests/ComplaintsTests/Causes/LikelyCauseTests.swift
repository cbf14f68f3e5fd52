import Testing

@testable import Complaints

@Suite struct LikelyCauseTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let complaint: Complaint
    let order: OrderSnapshot?
    let cause: LikelyCause?

    init(_ text: String, _ complaint: Complaint, _ order: OrderSnapshot?, _ cause: LikelyCause?) {
      (testDescription, self.complaint, self.order, self.cause) = (text, complaint, order, cause)
    }
  }

  static let came = CheckTests.came
  static let cameLate = CheckTests.cameLate

  static let rows: [Row] = [
    Row("it came late", .sample(.lateDelivery), cameLate, .delay),
    Row("it is overdue, and a person decides", .sample(.lateDelivery, isRepeat: true), .sample(), .delay),
    Row("it came in time", .sample(.lateDelivery), came, nil),
    Row("no order", .sample(.lateDelivery, customer: .unknown), nil, nil),
    Row("lost, by what was decided", .sample(.notReceived), .sample(), .lostParcel),
    Row("lost, nobody has decided yet", .sample(.notReceived, isRepeat: true), .sample(), .delay),
    Row("it is there", .sample(.notReceived), came, nil),
    Row("broken, and shown", .sample(.damaged, evidence: [.photos]), came, .transportDamage),
    Row("broken, and not shown", .sample(.damaged), came, nil),
    Row("a question", .sample(.returnsQuestion), came, .unclearReturns),
    Row("bad service", .sample(.poorService), nil, .unclearCommunication),
    Row("a review", .sample(.negativeReview), nil, nil),
  ]

  @Test(arguments: rows) func table(_ row: Row) throws {
    let assessment = try Assessment(row.complaint, order: row.order, policy: policy("pl"))
    #expect(assessment.likelyCause(of: row.complaint.kind) == row.cause, "\(assessment.decision)")
  }
}
