import Complaints
import Foundation
import Gateways
import LibPQ

/// A call that is to be made, and that the ledger knows of.
struct PaymentCall: Sendable, Hashable {
  let entryID: Int64
  let instruction: PaymentInstruction
  /// The entry was there before this attempt: a gateway may have been asked for it.
  let askedBefore: Bool
}

/// One case after its intents are committed: what is to be asked of the gateways, or why nothing is.
struct CompensationIntent: Sendable, Hashable {
  let caseID: Int64
  var obstacle: ReviewReason?
  var calls: [PaymentCall] = []
  /// All else was done before, and no penalty for its being late is owed, or it is among the calls (L6).
  var isPenaltySettled = false
}

/// The first transaction of the step: decides what to give and commits it to the ledger *before* anybody
/// outside is asked. What crashes after that is found there, and never planned anew. What waits for goods that come
/// back first is committed as well, and takes its room on the order; it is begun when they are here.
struct CompensationIntents {
  let policies: PolicyCache

  /// Writes the missing intents of the jobs' cases; returns what is to be done for those that are still to be
  /// compensated.
  func record(_ jobs: [CompensateJob], in transaction: Transaction) async throws -> [CompensationIntent] {
    let cases = try await CompensationCase.lock(jobs, in: transaction)
    guard !cases.isEmpty else { return [] }
    let now = try await BusinessTime.now(in: transaction)
    let policies = try await policies.policies(Set(cases.map(\.policy)), in: transaction)
    var months = try await GoodwillMonths.lock(cases, policies, at: now, in: transaction)
    var accounts = try await OrderAccount.lock(Set(cases.compactMap(\.orderID)), at: now, in: transaction)
    let entries = try await LedgerEntry.read(cases.map(\.caseID), in: transaction)

    var intents: [CompensationIntent] = []
    var drafts: [LedgerDraft] = []
    var begun: [LedgerStep] = []
    for subject in cases {
      let policy = try policies.policy(of: subject.policy)
      let own = entries[subject.caseID] ?? []
      var intent = CompensationIntent(caseID: subject.caseID)
      switch CompensationPlanning(
        subject, entries: own, account: subject.orderID.flatMap { accounts[$0] },
        goodwillOfMonth: months[policy], policy: policy)
      {
      case .obstacle(let reason): intent.obstacle = reason
      case .goods: break
      case .planned where subject.awaitsReturn: break
      case .planned:
        let open = own.filter { $0.decisionVersion == subject.decisionVersion && !$0.status.isSettled }
        // Committed as begun before anybody is asked, as what never waited.
        begun += open.filter { $0.status == .intended }.map { LedgerStep($0, .executing) }
        intent.calls = try open.map {
          try PaymentCall($0, askedBefore: $0.status != .intended, policy: policy)
        }
      case .lines(let lines):
        drafts += lines.map { LedgerDraft(subject, $0) }
        if let orderID = subject.orderID { try accounts[orderID]?.add(lines) }
        try months.add(lines, under: policy)
        intents.append(intent)
        continue
      }
      if intent.obstacle == nil {
        let decided = own.filter { $0.decisionVersion == subject.decisionVersion }
        let account = subject.orderID.flatMap { accounts[$0] }
        switch try subject.penalty(after: decided, account, policy, at: now) {
        case .notYet: break
        case .settled: intent.isPenaltySettled = true
        case .owed(let line):
          intent.isPenaltySettled = true
          drafts.append(LedgerDraft(subject, line))
          if let orderID = subject.orderID { try accounts[orderID]?.add([line]) }
        }
      }
      intents.append(intent)
    }
    try await LedgerStep.write(begun, at: now, in: transaction)
    guard !drafts.isEmpty else { return intents }

    try await LedgerDraft.write(drafts, at: now, in: transaction)
    try await CaseEvents.append(drafts.map { $0.event(at: now) }, in: transaction)
    let written = try await LedgerEntry.read(Array(Set(drafts.map(\.caseID))), in: transaction)
    let keys = Set(drafts.filter { !$0.isHeld }.map(\.line.idempotencyKey))
    let policyOf = Dictionary(uniqueKeysWithValues: cases.map { ($0.caseID, policies[$0.policy]!) })
    for index in intents.indices {
      let caseID = intents[index].caseID
      intents[index].calls += try (written[caseID] ?? []).filter { keys.contains($0.key) }
        .map { try PaymentCall($0, askedBefore: false, policy: policyOf[caseID]!) }
    }
    return intents
  }
}

extension PaymentCall {
  /// The instruction that an entry stands for: the same at every attempt.
  init(_ entry: LedgerEntry, askedBefore: Bool, policy: Policy) throws(CalendarError) {
    let form: PaymentInstruction.Form
    switch entry.instrument {
    case .originalMeans: form = .money(means: entry.means ?? "")
    case .bankTransfer: form = .money(means: PaymentInstruction.transfer)
    case .voucher, .discountCode, .fulfilment:
      let deadline = try policy.offer.vouchersUsableFor.deadline(
        from: entry.intendedAt, in: policy.zone, calendar: policy.calendar)
      form = .code(validUntil: deadline.expiresAt)
    }
    self.init(
      entryID: entry.entryID,
      instruction: PaymentInstruction(
        key: entry.key, caseID: entry.caseID, form: form, amount: entry.amount, instructedAt: entry.intendedAt
      ),
      askedBefore: askedBefore)
  }
}
