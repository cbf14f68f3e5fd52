import Complaints
package import Gateways
package import JobQueue
package import LibPQ

/// The step `compensate`: gives what was decided and chosen, once.
///
/// 1. `prepare` commits the intents to the ledger, then asks the gateways, each call with its entry's key.
///    What an earlier attempt may have asked for is asked about first. No transaction is open during a call.
/// 2. `plan` and `apply` write what the gateways said, and the case goes on: resolved, with a message and the
///    follow-up; or to a person, when a provider refuses for good or nobody can tell what became of a
///    payment; or it stays for another attempt; or people have something to do first: goods that come back, or
///    are sent, money that the bank is still to pay. Who has done it enqueues the step again.
///
/// A crash at any point leaves either no intent, and the next attempt begins anew, or an intent, and the next
/// attempt finds it.
package struct CompensateHandler: JobHandler {
  /// Twelve attempts over about two hours; then a person looks.
  package let retryPolicy = RetryPolicy(attempts: 12, base: .seconds(5), limit: .seconds(900))
  private let pool: Pool
  private let desk: PaymentDesk
  private let policies: PolicyCache
  private let callsAtOnce: Int

  /// - Parameter callsAtOnce: how many gateway calls of a batch are under way at the same time, at most.
  package init(pool: Pool, desk: PaymentDesk, policies: PolicyCache = PolicyCache(), callsAtOnce: Int = 8) {
    self.pool = pool
    self.desk = desk
    self.policies = policies
    self.callsAtOnce = callsAtOnce
  }

  package func prepare(_ jobs: [Job<CompensateJob>]) async throws -> PreparedCompensations {
    try await ask(try await intend(jobs.map(\.arguments)))
  }

  /// Commits what is to be given, before anybody is asked for it.
  func intend(_ jobs: [CompensateJob]) async throws -> [CompensationIntent] {
    try await pool.withTransaction { transaction in
      try await CompensationIntents(policies: policies).record(jobs, in: transaction)
    }
  }

  /// Asks the gateways.
  func ask(_ intents: [CompensationIntent]) async throws -> PreparedCompensations {
    let calls = intents.flatMap(\.calls)
    let answers = try await withThrowingTaskGroup(of: (Int64, PaymentAnswer).self) { group in
      var answers: [Int64: PaymentAnswer] = [:]
      for (index, call) in calls.enumerated() {
        if index >= callsAtOnce, let (entry, answer) = try await group.next() { answers[entry] = answer }
        group.addTask {
          (call.entryID, try await desk.settle(call.instruction, askedBefore: call.askedBefore))
        }
      }
      for try await (entry, answer) in group { answers[entry] = answer }
      return answers
    }
    let obstacles = intents.compactMap { intent in intent.obstacle.map { (intent.caseID, $0) } }
    return PreparedCompensations(
      caseIDs: Set(intents.map(\.caseID)), obstacles: Dictionary(uniqueKeysWithValues: obstacles),
      answers: answers, withoutPenalty: Set(intents.filter(\.isPenaltySettled).map(\.caseID)))
  }

  package func plan(
    _ jobs: [Job<CompensateJob>], prepared: PreparedCompensations, in transaction: Transaction
  ) async throws -> JobPlan<CompensationEffects> {
    let cases = try await CompensationCase.lock(jobs.map(\.arguments), in: transaction)
    var effects = CompensationEffects(moment: try await BusinessTime.now(in: transaction))
    var dispositions: [Int64: Disposition] = [:]
    let entries = try await LedgerEntry.read(cases.map(\.caseID), in: transaction)
    let policies = try await policies.policies(Set(cases.map(\.policy)), in: transaction)
    for subject in cases {
      let own = jobs.filter {
        $0.arguments == CompensateJob(caseID: subject.caseID, decision: subject.decisionVersion)
      }
      // It became due between the two transactions: nothing was intended for it yet.
      guard prepared.caseIDs.contains(subject.caseID) else {
        for job in own { dispositions[job.id] = .snooze(.zero) }
        continue
      }
      let policy = try policies.policy(of: subject.policy)
      let decided = (entries[subject.caseID] ?? []).filter {
        $0.decisionVersion == subject.decisionVersion
      }
      let result = CompensationResult(
        subject, entries: decided,
        mayOwePenalty: !prepared.withoutPenalty.contains(subject.caseID)
          && subject.mayOwePenalty(decided, policy, at: effects.moment),
        obstacle: prepared.obstacles[subject.caseID], answers: prepared.answers,
        isLastAttempt: own.allSatisfy { $0.attempt >= retryPolicy.attempts },
        payoutsDoneWhen: policy.payments.doneWhen, claimDue: try subject.claimDue(policy, at: effects.moment))
      if result.standing == .open {
        for job in own { dispositions[job.id] = .retry(reason: "the outcome of a payment is not known yet") }
      }
      // Now that it is done, it is known how late it was.
      if result.standing == .late { for job in own { dispositions[job.id] = .snooze(.zero) } }
      try effects.add(result, of: subject, policy: policy)
    }
    return JobPlan(effects, dispositions: dispositions)
  }

  package func apply(_ effects: CompensationEffects, in transaction: Transaction) async throws {
    try await effects.apply(in: transaction)
  }
}

/// What `prepare` found out.
package struct PreparedCompensations: Sendable, Hashable {
  /// The cases that it looked at.
  let caseIDs: Set<Int64>
  /// By case.
  let obstacles: [Int64: ReviewReason]
  /// By entry.
  let answers: [Int64: PaymentAnswer]
  /// The cases that owe no penalty for their remedy's being late beyond what the ledger has by now (L6).
  let withoutPenalty: Set<Int64>
}
