import Complaints
import Foundation
import Gateways

/// What becomes of a case's compensation once the gateways have answered, decided under the case's lock.
/// Pure.
struct CompensationResult: Sendable, Hashable {
  /// How the case stands with its remedy.
  enum Standing: Sendable, Hashable {
    /// All of it is carried out.
    case given
    /// All of it is carried out, and late: what that costs is still to be given (L6).
    case late
    /// People have something to do first. When they have, the case comes here again.
    case waiting
    /// A person must look at it.
    case stuck(ReviewReason)
    /// Not all is known yet; to be asked again.
    case open
  }

  let standing: Standing
  /// What the ledger learns.
  let steps: [LedgerStep]
  /// What people have to do from now on.
  let tasks: [NewTask]
  /// The history's lines, in order.
  let events: [CaseOccurrence]

  /// - Parameters:
  ///   - entries: those of the decision, as they are *now*: another worker may have settled some of them
  ///     since they were asked for.
  ///   - mayOwePenalty: whether it was not seen yet what its being late costs.
  ///   - answers: by entry; an entry without an answer was not asked for, and stays open.
  ///   - isLastAttempt: nobody will ask again, so what is unknown goes to a person.
  ///   - payoutsDoneWhen: what the policy takes for paid out.
  ///   - claimDue: when a claim against the carrier must be made; `nil`: none is.
  init(
    _ subject: CompensationCase, entries: [LedgerEntry], mayOwePenalty: Bool, obstacle: ReviewReason?,
    answers: [Int64: PaymentAnswer], isLastAttempt: Bool, payoutsDoneWhen: PayoutMoment, claimDue: Date?
  ) {
    var steps: [LedgerStep] = []
    var events: [CaseOccurrence] = []
    var isOpen = false
    var isWaiting = subject.nextTask != nil
    var isRefused = false
    for entry in entries {
      if entry.status.isSettled {
        isRefused = isRefused || entry.status == .failed
        continue
      }
      // Nobody was asked for it: it waits for the goods, or for the job of whoever has just seen them come back.
      guard entry.status != .intended else {
        isWaiting = true
        continue
      }
      let answer = answers[entry.entryID] ?? .unknown
      if let outcome = EntryOutcome(answer, of: entry, payoutsDoneWhen: payoutsDoneWhen) {
        isRefused = isRefused || outcome.step.status == .failed
        steps.append(outcome.step)
        events.append(outcome.event)
      } else if answer == .unknown {
        isOpen = true
        if entry.status != .unknown { steps.append(LedgerStep(entry, .unknown)) }
      } else {
        isWaiting = true
        if entry.status == .unknown { steps.append(LedgerStep(entry, .executing)) }
      }
    }
    self.steps = steps
    tasks = obstacle == nil ? subject.newTasks(claimDue: claimDue) : []
    self.events =
      events + tasks.map { CaseOccurrence(kind: .taskOpened, details: ["task": .text($0.kind.rawValue)]) }
    if let obstacle {
      standing = .stuck(obstacle)
    } else if isOpen {
      standing = isLastAttempt ? .stuck(.outcomeUnknown) : .open
    } else if isWaiting {
      standing = .waiting
    } else {
      standing = isRefused ? .stuck(.remedyRefused) : mayOwePenalty ? .late : .given
    }
  }
}

extension CompensationCase {
  /// What is to be done and stands on nobody's list yet.
  fileprivate func newTasks(claimDue: Date?) -> [NewTask] {
    var tasks: [NewTask] = []
    func open(_ kind: TaskKind, until due: Date?) {
      tasks.append(NewTask(caseID: caseID, decisionVersion: decisionVersion, kind: kind, dueAt: due))
    }
    if let next = nextTask, task(next) == nil {
      open(next, until: next == .awaitReturn ? returnDue : remedyDue)
    }
    if let claimDue { open(.carrierClaim, until: claimDue) }
    return tasks
  }

  /// When a claim against the carrier must be made (S2); `nil`: none, or it was made. Of a parcel that was sent, once,
  /// however often the case is decided. Throws where the policy's calendar ends too early.
  func claimDue(_ policy: Policy, at moment: Date) throws(CalendarError) -> Date? {
    guard let rule = policy.carrierClaims, rule.kinds.contains(complaint), wasSent,
      !tasks.contains(where: { $0.kind == .carrierClaim })
    else { return nil }
    return try rule.within.deadline(from: moment, in: policy.zone, calendar: policy.calendar).expiresAt
  }
}
