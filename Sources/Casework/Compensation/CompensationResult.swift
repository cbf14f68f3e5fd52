import Complaints
import Foundation
import Gateways
import JobQueue

/// What becomes of a case's compensation once the gateways have answered, decided under the case's lock.
/// Pure.
struct CompensationResult: Sendable, Hashable {
  /// A line of the history.
  struct Occurrence: Sendable, Hashable {
    let kind: CaseEvent.Kind
    let details: [String: FactValue]
  }

  /// How the case stands with its remedy.
  enum Standing: Sendable, Hashable {
    /// All of it is carried out, or is somebody's task now.
    case given
    /// A person must look at it.
    case stuck(ReviewReason)
    /// Not all is known yet; to be asked again.
    case open
  }

  let standing: Standing
  /// What the ledger learns.
  let steps: [LedgerStep]
  /// The history's lines, in order.
  let events: [Occurrence]

  /// - Parameters:
  ///   - entries: those of the decision, as they are *now*: another worker may have settled some of them
  ///     since they were asked for.
  ///   - answers: by entry; an entry without an answer was not asked for, and stays open.
  ///   - isLastAttempt: nobody will ask again, so what is unknown goes to a person.
  init(
    _ subject: CompensationCase, entries: [LedgerEntry], obstacle: ReviewReason?,
    answers: [Int64: PaymentAnswer],
    isLastAttempt: Bool
  ) {
    var steps: [LedgerStep] = []
    var events: [Occurrence] = []
    var isOpen = false
    var isRefused = false
    for entry in entries {
      if entry.status.isSettled {
        isRefused = isRefused || entry.status == .failed
        continue
      }
      var details: [String: FactValue] = [
        "entry": .number(Int(entry.entryID)), "remedy": .text(entry.remedy.rawValue),
        "amount": .money(entry.amount),
      ]
      switch answers[entry.entryID] ?? .unknown {
      case .done(let reference):
        details["reference"] = .text(reference)
        steps.append(LedgerStep(entry, .done, reference: reference))
        events.append(Occurrence(kind: .remedyExecuted, details: details))
      case .declined(let reason):
        isRefused = true
        details["reason"] = .text(reason.rawValue)
        steps.append(LedgerStep(entry, .failed, reason: reason.rawValue))
        events.append(Occurrence(kind: .remedyFailed, details: details))
      case .unknown:
        isOpen = true
        if entry.status != .unknown { steps.append(LedgerStep(entry, .unknown)) }
      }
    }
    if subject.option.remedy.isGoods {
      events.append(
        Occurrence(kind: .taskOpened, details: ["remedy": .text(subject.option.remedy.rawValue)]))
    }
    self.steps = steps
    self.events = events
    if let obstacle {
      standing = .stuck(obstacle)
    } else if isOpen {
      standing = isLastAttempt ? .stuck(.outcomeUnknown) : .open
    } else {
      standing = isRefused ? .stuck(.remedyRefused) : .given
    }
  }
}

extension LedgerStep {
  /// The next step of an entry.
  fileprivate init(
    _ entry: LedgerEntry, _ status: LedgerStatus, reference: String? = nil, reason: String? = nil
  ) {
    self.init(
      entryID: entry.entryID, number: entry.steps + 1, status: status, reference: reference, reason: reason)
  }
}
