import Complaints
package import JobQueue
package import LibPQ

/// The step `verify`: each complaint of the batch against its order, as of the moment of its receipt (S16 to S19), and what follows.
///
/// Cases that are not waiting to be verified are passed over: the job ran before, or the customer took the complaint back. So running a
/// job again changes nothing.
package struct VerifyHandler: JobHandler {
  private let policies: PolicyCache

  package init(policies: PolicyCache = PolicyCache()) { self.policies = policies }

  package func plan(
    _ jobs: [Job<VerifyJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<VerificationEffects> {
    let heads = try await CaseHead.lock(Array(Set(jobs.map(\.arguments.caseID))), in: transaction)
      .filter(\.state.awaitsVerification)
    let moment = try await BusinessTime.now(in: transaction)
    let subjects = try await VerificationSubject.read(heads.map(\.caseID), in: transaction)
    let orders = try await OrderAccount.read(
      Set(subjects.values.compactMap(\.orderID)), at: moment, in: transaction)
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let months = try await GoodwillMonths.read(
      heads.compactMap { policies[$0.policy]?.offeringGoodwill(for: $0.complaint) }, at: moment,
      in: transaction)
    var effects = VerificationEffects(moment: moment)
    var dispositions: [Int64: Disposition] = [:]
    for head in heads {
      guard let subject = subjects[head.caseID] else { continue }
      do {
        let policy = try policies.policy(of: head.policy)
        var account = subject.orderID.flatMap { orders[$0] }
        account?.ledger.goodwillOfMonth = months[policy]
        let assessment = try Assessment(
          subject.complaint, order: account?.order, granted: account?.ledger ?? .empty, policy: policy)
        try effects.add(assessment, of: head, subject, snapshot: account?.order, policy: policy)
      } catch let error as CalendarError {
        // A deadline is not guessed: the case waits until somebody has extended the policy's calendar.
        for job in jobs where job.arguments.caseID == head.caseID {
          dispositions[job.id] = .retry(reason: "policy \(head.policy): \(error)")
        }
      }
    }
    return JobPlan(effects, dispositions: dispositions)
  }

  package func apply(_ effects: VerificationEffects, in transaction: Transaction) async throws {
    try await effects.apply(in: transaction)
  }
}

extension CaseState {
  fileprivate var awaitsVerification: Bool {
    switch self {
    case .received, .acknowledged, .verifying: true
    default: false
    }
  }
}

extension Policy {
  /// Itself, where such complaints may be offered goodwill.
  fileprivate func offeringGoodwill(for kind: ComplaintKind) -> Policy? {
    rule(for: kind).remedies.contains { $0.basis == .goodwill } ? self : nil
  }
}
