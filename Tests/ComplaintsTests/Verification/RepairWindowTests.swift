import Complaints
import Foundation
import Testing

/// L8: a repair within the time for complaints lengthens it, once, where the policy says so.
@Suite struct RepairWindowTests {
  /// Of goods that came on Monday, 8 June 2026, under two years.
  private func check(_ day: String, repaired: String?, lengthens: Bool = true) throws -> Check {
    let policy = try policy(
      "pl",
      replacing: lengthens
        ? [
          (
            "  term: { amount: 2, unit: years }\n  from: delivered\n",
            "  term: { amount: 2, unit: years }\n  from: delivered\n  after_repair: { amount: 12, unit: months }\n"
          ),
          // A calendar that ends sooner would have to be extended.
          ("through: 2028-12-31", "through: 2029-12-31"),
        ] : [])
    var complaint = Complaint.sample(.defect, received: "\(day)T12:00:00+02:00", evidence: [.photos])
    complaint.submittedAt = complaint.receivedAt
    complaint.repairedAt = repaired.map { at("\($0)T12:00:00+02:00") }
    let order = OrderSnapshot.sample(delivered: "2026-06-08T10:00:00+02:00")
    return try Verification(complaint, order: order, policy: policy)[.filedInTime]
  }

  @Test func lengthenedOnce() throws {
    #expect(try check("2028-06-08", repaired: nil).outcome == .pass)
    #expect(try check("2028-06-09", repaired: nil).outcome == .fail)
    let longer = try check("2029-06-08", repaired: "2027-01-15")
    #expect(longer.outcome == .pass)
    #expect(longer.facts["last_day"] == .text("2029-06-08"))
    #expect(longer.facts["repaired_on"] == .text("2027-01-15"))
    #expect(try check("2029-06-09", repaired: "2027-01-15").outcome == .fail)
  }

  @Test func aRepairAfterItsEndOrUnderAnotherPolicyChangesNothing() throws {
    #expect(try check("2028-07-20", repaired: "2028-07-01").outcome == .fail)
    #expect(try check("2028-06-09", repaired: "2027-01-15", lengthens: false).outcome == .fail)
  }
}
