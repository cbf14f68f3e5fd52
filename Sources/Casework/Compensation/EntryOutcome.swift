import Complaints
import Gateways

/// What a gateway's answer makes of an entry that it was asked for.
struct EntryOutcome: Sendable, Hashable {
  let step: LedgerStep
  let event: CaseOccurrence

  /// - Parameter payoutsDoneWhen: what the policy takes for paid out.
  /// - Returns: `nil` as long as nothing has become of it: nobody knows, or a person has it on a list and the policy waits for the bank.
  init?(_ answer: PaymentAnswer, of entry: LedgerEntry, payoutsDoneWhen: PayoutMoment) {
    let facts: [String: FactValue] = [
      "entry": .number(Int(entry.entryID)), "remedy": .text(entry.remedy.rawValue),
      "amount": .money(entry.amount),
    ]
    switch answer {
    case .unknown: return nil
    case .listed where payoutsDoneWhen == .confirmed: return nil
    case .done(let reference), .listed(let reference):
      step = LedgerStep(entry, .done, reference: reference)
      event = CaseOccurrence(
        kind: .remedyExecuted, details: facts.merging(["reference": .text(reference)]) { $1 })
    case .declined(let reason):
      step = LedgerStep(entry, .failed, reason: reason.rawValue)
      event = CaseOccurrence(
        kind: .remedyFailed, details: facts.merging(["reason": .text(reason.rawValue)]) { $1 })
    }
  }
}

/// What a line of the history will say, before it is known when and of whom.
struct CaseOccurrence: Sendable, Hashable {
  let kind: CaseEvent.Kind
  let details: [String: FactValue]
}
