package import Complaints
package import Foundation

/// One line of a case's history. Never changed, never taken back.
package struct CaseEvent: Sendable, Hashable {
  /// What happened. The raw value is what the table, reports and the timeline hold: a contract.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The complaint came in.
    case received
    /// A step of the state machine: `from`, `to`, `cause`, and the `version` that the case has from then on.
    case stateChanged = "state_changed"
    /// An earlier complaint about the same order is still open: `parent`, and its opposite on that one (S22).
    case repeatComplaint = "repeat_complaint"
    case repeated
    /// To a rung of the ladder: `level`, `trigger`, and the `person` who has it there, where one is known.
    case escalated
    /// Somebody else answers for the case: the `person`, and whether the rules chose the person (`by_rule`).
    case assigned
    /// The checks were done: `round`, and the failed ones.
    case verified
    /// Its order came in after it (`new`), or has changed: the rules look again, or the customer is told the day for which it is promised
    /// now (`promised_on`).
    case orderChanged = "order_changed"
    case decided
    case optionsOffered = "options_offered"
    case optionChosen = "option_chosen"
    case reviewOpened = "review_opened"
    case reviewClosed = "review_closed"
    case informationRequested = "information_requested"
    case informationProvided = "information_provided"
    case withdrawn
    /// The customer does not leave it at the answer: `decision`, the version of the one that is contested.
    case appealed
    /// What was asked when all was done, by question; what was answered in words is not history (S33).
    case surveyAnswered = "survey_answered"
    /// Something was promised for a time, and a clock watches it: `promise`, `what`, `due` (S27).
    case promised
    case promiseKept = "promise_kept"
    /// It will not be kept; the customer was told, with the promise `instead` (S31).
    case promiseAtRisk = "promise_at_risk"
    case noteAdded = "note_added"
    /// A person says what the complaint comes from: `cause` (S44).
    case causeSet = "cause_set"
    /// A person let the customer know that the answer takes its time (S29).
    case answerHeld = "answer_held"
    /// An expert has it: `reason`, `until` (the last day), and whether that moves the day of the answer (S21).
    case examinationStarted = "examination_started"
    /// What was found is the note that follows; `evidence` that it has brought.
    case examined
    /// The customer is answered another way from now on: `channel` (S8).
    case channelChanged = "channel_changed"
    /// Where a refund is to go was said anew. The number itself is not history: it can be erased.
    case accountRecorded = "account_recorded"
    case clockBreached = "clock_breached"
    case clockAtRisk = "clock_at_risk"
    /// It stands still while the case is in this state, by the policy; and it goes on: `due`, its new end.
    case clockPaused = "clock_paused"
    case clockResumed = "clock_resumed"
    case remedyIntended = "remedy_intended"
    case remedyExecuted = "remedy_executed"
    case remedyFailed = "remedy_failed"
    /// It came back, or was taken back: `entry`, `remedy`, `amount`, `reason`, a `ReversalReason`.
    case remedyReversed = "remedy_reversed"
    /// People have something to do: `task`, a `TaskKind`. They have done it; or it came to nothing: `failure`.
    case taskOpened = "task_opened"
    case taskDone = "task_done"
    case taskFailed = "task_failed"
    case notificationSent = "notification_sent"
    case notificationFailed = "notification_failed"
    /// In the hands of a person, who has still to tell the customer.
    case notificationHanded = "notification_handed"
    case notificationDelivered = "notification_delivered"
    /// The mail came back: `reason`. What it stopped goes on.
    case notificationBounced = "notification_bounced"
    /// Not written: the policy's cap on news was reached (S30).
    case updateWithheld = "update_withheld"
    /// Not sent: the customer was erased.
    case notificationSuppressed = "notification_suppressed"
    /// A file was sent in: `attachment`, its number, `type`, `evidence`.
    case attachmentAdded = "attachment_added"
    /// What could name the customer is gone: `what`. On the customer's word, or because the policy's terms are over.
    case dataErased = "data_erased"
    /// Everything about the case was handed over to somebody: `digest`, of the list of its files (S42).
    case bundleExported = "bundle_exported"
    /// Everything about the customer was handed over: to the customer, as a rule.
    case customerExported = "customer_exported"
    /// Somebody from outside helps both sides to agree: `mediation`, `proposal`, `party`, `outcome` (S42).
    case mediationOpened = "mediation_opened"
    case mediationProposed = "mediation_proposed"
    case mediationAgreed = "mediation_agreed"
    case mediationClosed = "mediation_closed"
  }

  package let caseID: Int64
  package let kind: Kind
  package let actor: CaseActor
  /// Business time.
  package let occurredAt: Date
  /// Ids, amounts, dates and words of ours. Nothing that a person wrote.
  package let details: [String: FactValue]

  package init(
    _ kind: Kind, caseID: Int64, by actor: CaseActor, at moment: Date, _ details: [String: FactValue] = [:]
  ) {
    self.caseID = caseID
    self.kind = kind
    self.actor = actor
    occurredAt = moment
    self.details = details
  }
}
