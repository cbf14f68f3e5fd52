import Complaints
package import JobQueue
package import LibPQ

/// A customer has said, in a survey, that the matter is not settled: `casework.answer_survey`.
package struct DisagreementJob: JobArguments, Hashable {
  package static let kind = "disagreement"
  package static let queue = "verify"
  package let caseID: Int64

  package init(caseID: Int64) { self.caseID = caseID }

  private enum CodingKeys: String, CodingKey { case caseID = "case" }
}

/// The step `disagreement`: the case is heard again, as after `redress case appeal`. One that is heard again already, or
/// was closed, stays as it is.
package struct DisagreementHandler: JobHandler {
  private let policies: PolicyCache

  package init(policies: PolicyCache = PolicyCache()) { self.policies = policies }

  package func plan(
    _ jobs: [Job<DisagreementJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<DisagreementEffects> {
    let heads = try await CaseHead.lock(Array(Set(jobs.map(\.arguments.caseID))), in: transaction)
      .filter(\.state.canBeContested)
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let roster = heads.isEmpty ? .empty : try await Roster.read(in: transaction)
    var effects = CaseEffects(moment: try await BusinessTime.now(in: transaction))
    var dispositions: [Int64: Disposition] = [:]
    for head in heads {
      var own = CaseEffects(moment: effects.moment)
      var transition = head.transition(at: effects.moment)
      do {
        let ladder = ShopLadder(policy: try policies.policy(of: head.policy), roster: roster)
        try own.contest(head, by: .customer, &transition, on: ladder)
        own.transitions.append(transition)
        effects.merge(own)
      } catch let error as CalendarError {
        for job in jobs where job.arguments.caseID == head.caseID {
          dispositions[job.id] = .retry(reason: "policy \(head.policy): \(error)")
        }
      }
    }
    return JobPlan(DisagreementEffects(effects: effects), dispositions: dispositions)
  }

  package func apply(_ effects: DisagreementEffects, in transaction: Transaction) async throws {
    try await effects.effects.apply(in: transaction)
  }
}

/// What a batch of disagreements changes.
package struct DisagreementEffects: Sendable {
  let effects: CaseEffects
}
