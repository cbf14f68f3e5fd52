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
    case escalated
    /// The checks were done: `round`, and the failed ones.
    case verified
    /// Its order came in after it (`new`), or has changed: the rules look again.
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
    /// Goods are to be sent, repaired or given: `remedy`. For the warehouse or the workshop.
    case taskOpened = "task_opened"
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
