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

/// The step `recheck`: a case that the rules could not decide is verified again when its order changes.
///
/// A case that waits for a person is taken back from the review, as long as no person has decided or the
/// customer contested anything. One that waits for the customer is verified again only when its order was not
/// known before: what was asked for is still missing, and is asked for once (S19). The step has no part in the
/// import's transaction: that holds orders, and cases are locked before orders.
package struct RecheckHandler: JobHandler {
  package init() {}

  package func plan(
    _ jobs: [Job<RecheckJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<RecheckEffects> {
    let heads = try await CaseHead.lock(Array(Set(jobs.map(\.arguments.caseID))), in: transaction)
      .filter { $0.state == .manualReview || $0.state == .awaitingInformation }
    var isOrderNew: [Int64: Bool] = [:]
    for row in try await transaction.execute(.readRechecks, heads.map(\.caseID)) {
      isOrderNew[try row.decode(Int64.self, "case_id")] = try row.decode(Bool.self, "is_order_new")
    }
    var effects = CaseEffects(moment: try await BusinessTime.now(in: transaction))
    for head in heads where !head.isDeemed {
      guard let isNew = isOrderNew[head.caseID], isNew || head.state == .manualReview else { continue }
      var transition = head.transition(at: effects.moment)
      transition.record(.orderChanged, by: .rules, ["new": .flag(isNew)])
      try effects.verifyAgain(head, by: .rules, &transition)
      effects.transitions.append(transition)
    }
    return JobPlan(RecheckEffects(effects: effects))
  }

  package func apply(_ effects: RecheckEffects, in transaction: Transaction) async throws {
    try await effects.effects.apply(in: transaction)
  }
}

/// What a batch of rechecks changes.
package struct RecheckEffects: Sendable {
  let effects: CaseEffects
}
