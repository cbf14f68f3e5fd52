import Complaints
import Foundation
package import JobQueue
package import LibPQ

/// An order that a case is about has come in, or has changed.
package struct RecheckJob: JobArguments, Hashable {
  package static let kind = "recheck"
  package static let queue = "verify"
  package let caseID: Int64

  package init(caseID: Int64) { self.caseID = caseID }

  private enum CodingKeys: String, CodingKey { case caseID = "case" }
}

/// The step `recheck`: what a change of an order means to the cases about it. One that the rules could not decide is verified again, and
/// a customer who waits for the order is told at once when it is expected on another day (S30), within the policy's cap on news.
///
/// A case that waits for a person is taken back from the review, as long as no person has decided or the
/// customer contested anything. One that waits for the customer is verified again only when its order was not
/// known before: what was asked for is still missing, and is asked for once (S19). The step has no part in the
/// import's transaction: that holds orders, and cases are locked before orders.
package struct RecheckHandler: JobHandler {
  private let policies: PolicyCache

  package init(policies: PolicyCache = PolicyCache()) { self.policies = policies }

  package func plan(
    _ jobs: [Job<RecheckJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<RecheckEffects> {
    let heads = try await CaseHead.lock(Array(Set(jobs.map(\.arguments.caseID))), in: transaction)
      .filter(\.state.owesNews)
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let changes = try await OrderChange.read(heads.map(\.caseID), in: transaction)
    var effects = CaseEffects(moment: try await BusinessTime.now(in: transaction))
    for head in heads {
      guard let change = changes[head.caseID] else { continue }
      let today = try policies.policy(of: head.policy).zone.civilDate(of: effects.moment)
      let (isVerified, newDay) = (change.reopens(head), change.newDay(after: today))
      guard isVerified || newDay != nil else { continue }
      var transition = head.transition(at: effects.moment)
      var details: [String: FactValue] = ["new": .flag(change.isOrderNew)]
      details["promised_on"] = newDay.map { .text($0.description) }
      transition.record(.orderChanged, by: .rules, details)
      if isVerified { try effects.verifyAgain(head, by: .rules, &transition) }
      if let newDay {
        var facts = NotificationFacts()
        facts.newDate = newDay
        effects.notifications.append(NewNotification(.statusUpdate, caseID: head.caseID, facts: facts))
      }
      effects.transitions.append(transition)
    }
    return JobPlan(RecheckEffects(effects: effects))
  }

  package func apply(_ effects: RecheckEffects, in transaction: Transaction) async throws {
    try await effects.effects.apply(in: transaction)
  }
}

/// What has become of the order of a case.
private struct OrderChange {
  /// The rules had the last word, without a result.
  let isTheRules: Bool
  /// It was not known when the case was last looked at.
  let isOrderNew: Bool
  /// For which day it is promised now; `nil`: for none, or nothing is waited for any more.
  let promisedOn: CivilDate?
  /// The day that the customer knows; `nil`: nothing of the order is theirs to hear (S23).
  let knownOn: CivilDate?

  /// By case.
  static func read(_ caseIDs: [Int64], in transaction: Transaction) async throws -> [Int64: OrderChange] {
    let rows = try await transaction.execute(.readRechecks, caseIDs)
    let changes = try rows.map { (try $0.decode(Int64.self, "case_id"), try OrderChange($0)) }
    return Dictionary(uniqueKeysWithValues: changes)
  }

  /// Reads a row of read_rechecks.
  private init(_ row: Row) throws {
    isTheRules = try row.decode(Bool.self, "is_the_rules")
    isOrderNew = try row.decode(Bool.self, "is_order_new")
    promisedOn = try row.decode(String?.self, "promised_on").flatMap { CivilDate($0) }
    knownOn = try row.decode(String?.self, "known_on").flatMap { CivilDate($0) }
  }

  /// Whether the rules may decide the case otherwise now.
  func reopens(_ head: CaseHead) -> Bool {
    guard isTheRules, !head.isDeemed else { return false }
    return head.state == .manualReview || (head.state == .awaitingInformation && isOrderNew)
  }

  /// The day that is news for the customer, and still lies ahead.
  func newDay(after today: CivilDate) -> CivilDate? {
    guard let promisedOn, let knownOn, promisedOn != knownOn, promisedOn >= today else { return nil }
    return promisedOn
  }
}

/// What a batch of rechecks changes.
package struct RecheckEffects: Sendable {
  let effects: CaseEffects
}
