import Casework
import Complaints
import Foundation

/// The person at the desk of a demonstration, who is none: decides what waits for a person, a working day or two after it was
/// opened, and by rules of thumb that a shop would be ill advised to adopt. Pure.
///
/// Some cases are never looked at, always the same ones, so that it is seen what silence leads to.
struct SimulatedHandler: Sendable {
  /// As it stands in the histories of the cases.
  static let name = "Simulated handler (demo)"

  /// How long a case waits before it is looked at.
  static let takes: TimeInterval = 2 * 86_400
  /// Every so many-th case is overlooked.
  static let overlooks = 10

  /// When the case will be looked at; `nil`: never.
  func looks(at review: OpenReview) -> Date? {
    CaseNumber(review.reference).isEvery(Self.overlooks) ? nil : review.opened + Self.takes
  }

  /// When a task will be done; `nil`: never, for the customer keeps the goods until the policy's time is over. The
  /// warehouse is another department: it overlooks nothing.
  func ends(_ task: TaskDesk.Open, _ customer: SimulatedCustomer) -> Date? {
    if task.kind == .awaitReturn, task.dueAt != nil, !customer.sendsBack(task.reference) { return nil }
    return task.openedAt + Self.takes
  }

  /// What to decide; the first that the desk does not refuse.
  func verdicts(on review: OpenReview) -> [CaseVerdict] {
    if review.proposal != nil { return [.confirm] }
    switch ReviewReason(rawValue: review.reason) {
    case .purchaseUnproven: return [.reject(.noProofOfPurchase)]
    // Who keeps the goods would keep them a second time.
    case .answerInPerson, .evidenceMissing, .complaintOlderThanOrder, .notYetDue, .goodsNotReturned:
      return Self.goodwill
    default: return [.accept()] + Self.goodwill
    }
  }

  /// A gift has no amount, and so no currency, that could be the wrong one.
  private static let goodwill: [CaseVerdict] = [
    .accept([GrantedRemedy(.voucher, amount: "20.00")]), .accept([GrantedRemedy(.gift)]),
  ]
}
