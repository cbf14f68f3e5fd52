import Complaints
import Foundation
import LibPQ

/// How high cases stand when they are opened (S42): one that repeats others stands above the highest of them, and one of high value
/// where the policy wants those. Pure.
struct OpeningRungs {
  /// A case that repeats earlier ones.
  struct Repeat {
    let caseID: Int64
    /// The latest first.
    let earlier: [Int64]
    /// Of the highest of them that was there before this batch.
    let level: Int
  }

  private let ladder: ShopLadder
  private let moment: Date
  private(set) var escalations: [CaseEscalation] = []
  private(set) var events: [CaseEvent] = []
  private(set) var notifications: [NewNotification] = []
  /// Where the cases of this batch stand by now.
  private var steps: [Int64: ShopLadder.Step] = [:]

  /// - Parameter moment: when the cases are opened.
  init(on ladder: ShopLadder, at moment: Date) {
    self.ladder = ladder
    self.moment = moment
  }

  /// S22: the customer is told that somebody else has it now. In the order of their receipt.
  mutating func add(_ repeated: Repeat, _ draft: CaseDraft) {
    let highest = repeated.earlier.map { steps[$0]?.level ?? 0 }.reduce(repeated.level, max)
    let trigger = MessageContext.EscalationTrigger.repeatComplaint
    // Where the earlier one stands at the top already, this one belongs there, too.
    guard
      let step = step(repeated.caseID, above: highest, because: trigger)
        ?? (highest > 0 ? step(repeated.caseID, above: highest - 1, because: nil) : nil)
    else { return }
    climb(step, repeated.caseID, draft, because: trigger)
    notifications.append(
      NewNotification(
        .escalated, caseID: repeated.caseID, facts: step.facts(because: trigger),
        notBefore: draft.row.receivedAt))
  }

  /// Whoever has it is who acknowledges it: there was nobody before.
  mutating func add(_ caseID: Int64, _ draft: CaseDraft) {
    guard ladder.policy.isOfHighValue(draft.row.claimedAmount),
      let step = step(caseID, above: steps[caseID]?.level ?? 0, because: .highValue)
    else { return }
    climb(step, caseID, draft, because: .highValue)
  }

  private func step(
    _ caseID: Int64, above level: Int, because trigger: MessageContext.EscalationTrigger?
  ) -> ShopLadder.Step? {
    let responsible = steps[caseID]?.holder ?? ladder.policy.merchant.responsiblePerson
    return ladder.step(above: level, besides: responsible, because: trigger)
  }

  private mutating func climb(
    _ step: ShopLadder.Step, _ caseID: Int64, _ draft: CaseDraft,
    because trigger: MessageContext.EscalationTrigger
  ) {
    steps[caseID] = step
    escalations.append(
      step.escalation(of: caseID, because: trigger.rawValue, notBefore: draft.row.receivedAt))
    events.append(
      CaseEvent(
        .escalated, caseID: caseID, by: .rules, at: draft.moment(notBefore: moment),
        step.details(because: trigger.rawValue)))
  }
}
