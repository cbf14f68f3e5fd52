import Complaints
import Foundation
package import Gateways
package import JobQueue
package import LibPQ

/// The step `inquire`: asks, for as long as it takes, what became of payments that were unknown when the step `compensate` left the
/// case to a person.
///
/// It only asks. Whether anything is given instead is that person's decision, which may be made, and carried out, before
/// this one ends; so nothing is ever instructed here, and what the provider has never received has failed.
package struct InquiryHandler: JobHandler {
  /// Nobody waits for it by the second, and a provider that is away should not be asked by the second.
  static let pause = Duration.seconds(900)
  private let pool: Pool
  private let desk: PaymentDesk
  private let policies: PolicyCache

  package init(pool: Pool, desk: PaymentDesk, policies: PolicyCache = PolicyCache()) {
    self.pool = pool
    self.desk = desk
    self.policies = policies
  }

  /// What the gateways say, by entry.
  package func prepare(_ jobs: [Job<InquiryJob>]) async throws -> [Int64: PaymentAnswer] {
    var answers: [Int64: PaymentAnswer] = [:]
    for entry in try await unknown(jobs, in: pool).values.flatMap(\.self) {
      answers[entry.entryID] = try await desk.inquire(about: entry.key, at: entry.instrument.counter)
    }
    return answers
  }

  package func plan(
    _ jobs: [Job<InquiryJob>], prepared answers: [Int64: PaymentAnswer], in transaction: Transaction
  ) async throws -> JobPlan<InquiryEffects> {
    let heads = try await CaseHead.lock(jobs.map(\.arguments.caseID), in: transaction)
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let headOf = Dictionary(uniqueKeysWithValues: heads.map { ($0.caseID, $0) })
    var effects = InquiryEffects(moment: try await BusinessTime.now(in: transaction))
    var open: Set<InquiryJob> = []
    for (job, entries) in try await unknown(jobs, in: transaction) {
      guard let head = headOf[job.caseID] else { continue }
      let doneWhen = try policies.policy(of: head.policy).payments.doneWhen
      for entry in entries {
        let isKnown = effects.add(answers[entry.entryID] ?? .unknown, of: entry, payoutsDoneWhen: doneWhen)
        if !isKnown { open.insert(job) }
      }
    }
    let waiting = jobs.filter { open.contains($0.arguments) }.map { ($0.id, Disposition.snooze(Self.pause)) }
    return JobPlan(effects, dispositions: Dictionary(uniqueKeysWithValues: waiting))
  }

  package func apply(_ effects: InquiryEffects, in transaction: Transaction) async throws {
    try await LedgerStep.write(effects.steps, at: effects.moment, in: transaction)
    try await CaseEvents.append(effects.events, in: transaction)
  }

  private func unknown(
    _ jobs: [Job<InquiryJob>], in executor: some StatementExecutor
  ) async throws -> [InquiryJob: [LedgerEntry]] {
    let wanted = Set(jobs.map(\.arguments))
    let entries = try await LedgerEntry.read(Array(Set(wanted.map(\.caseID))), in: executor)
    return Dictionary(
      uniqueKeysWithValues: wanted.map { job in
        let own = (entries[job.caseID] ?? []).filter {
          $0.decisionVersion == job.decision && $0.status == .unknown
        }
        return (job, own)
      })
  }
}

/// What a batch of inquiries has found out.
package struct InquiryEffects: Sendable, Hashable {
  /// Business time.
  let moment: Date
  private(set) var steps: [LedgerStep] = []
  private(set) var events: [CaseEvent] = []

  init(moment: Date) { self.moment = moment }

  /// Returns whether it is known now what became of the entry.
  mutating func add(
    _ answer: PaymentAnswer, of entry: LedgerEntry, payoutsDoneWhen: PayoutMoment
  ) -> Bool {
    guard let outcome = EntryOutcome(answer, of: entry, payoutsDoneWhen: payoutsDoneWhen)
    else { return false }
    steps.append(outcome.step)
    events.append(
      CaseEvent(
        outcome.event.kind, caseID: entry.caseID, by: .rules, at: moment, outcome.event.details))
    return true
  }
}

extension CompensationLine.Instrument {
  fileprivate var counter: PaymentInstruction.Counter {
    switch self {
    case .originalMeans, .bankTransfer: .money
    case .voucher, .discountCode, .fulfilment: .codes
    }
  }
}
