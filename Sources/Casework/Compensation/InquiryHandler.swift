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
  package func prepare(_ jobs: [Job<InquiryJob>]) async throws -> [Int64: PaymentStatus] {
    var answers: [Int64: PaymentStatus] = [:]
    for entry in try await unknown(jobs, in: pool).values.flatMap(\.self) {
      answers[entry.entryID] = try await desk.status(of: entry.key, as: entry.instrument.counter)
    }
    return answers
  }

  package func plan(
    _ jobs: [Job<InquiryJob>], prepared answers: [Int64: PaymentStatus], in transaction: Transaction
  ) async throws -> JobPlan<InquiryEffects> {
    let heads = try await CaseHead.lock(jobs.map(\.arguments.caseID), in: transaction)
    let policies = try await policies.policies(Set(heads.map(\.policy)), in: transaction)
    let headOf = Dictionary(uniqueKeysWithValues: heads.map { ($0.caseID, $0) })
    var effects = InquiryEffects(moment: try await BusinessTime.now(in: transaction))
    var open: Set<InquiryJob> = []
    for (job, entries) in try await unknown(jobs, in: transaction) {
      guard let head = headOf[job.caseID] else { continue }
      let doneWhen = try policies.policy(of: head.policy).payments.doneWhen
      for entry in entries where !effects.add(answers[entry.entryID], of: entry, payoutsDoneWhen: doneWhen) {
        open.insert(job)
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
    _ status: PaymentStatus?, of entry: LedgerEntry, payoutsDoneWhen: PayoutMoment
  ) -> Bool {
    switch status {
    case nil, .inProgress: return false
    case .listed where payoutsDoneWhen == .confirmed: return false
    case .done(let reference), .listed(let reference):
      steps.append(LedgerStep(entry, .done, reference: reference))
      record(.remedyExecuted, of: entry, ["reference": .text(reference)])
    case .declined(let reason): fail(entry, because: reason)
    case .neverReceived: fail(entry, because: .neverReceived)
    }
    return true
  }

  private mutating func fail(_ entry: LedgerEntry, because reason: DeclineReason) {
    steps.append(LedgerStep(entry, .failed, reason: reason.rawValue))
    record(.remedyFailed, of: entry, ["reason": .text(reason.rawValue)])
  }

  private mutating func record(
    _ kind: CaseEvent.Kind, of entry: LedgerEntry, _ details: [String: FactValue]
  ) {
    events.append(
      CaseEvent(
        kind, caseID: entry.caseID, by: .rules, at: moment, entry.details.merging(details) { $1 }))
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
