package import Foundation

/// Why a case or a job is where it is: one sentence, and the evidence.
package struct Standstill: Sendable, Hashable, Encodable {
  /// What is waited for. The raw value is a contract: docs/json.md.
  package enum Wait: String, Sendable, Hashable, CaseIterable, Encodable {
    /// The customer is to send something, or to choose.
    case customer
    /// Goods are to come back first.
    case goods
    /// One of the shop's own people is to do something.
    case person
    case expert
    /// The payment provider has not said what became of a payment.
    case payment
    /// A moment that is known.
    case time
    /// Its job's turn; a worker that takes it.
    case worker
    /// Its queue is paused.
    case pause
    /// Its job failed and is tried again.
    case retry
    /// Its job is held back by a limit.
    case limit
    /// Nothing: its job runs.
    case running
    /// A person to look at a job that was given up.
    case revival
    /// Nothing: all is done.
    case nothing
    /// Nobody and nothing that is known of: it would stay for ever.
    case unknown
  }

  package let waitsFor: Wait
  package let sentence: String
  /// Business time for a case, the server's for a job.
  package let since: Date?
  /// When the waiting ends by itself; exclusive.
  package let until: Date?
  /// Somebody should look.
  package let isAlarming: Bool
  /// The command that moves it, where there is one.
  package let command: String?
  /// What else is known and bears on it; sentences.
  package let evidence: [String]

  /// One thing that is waited for, in a sentence.
  struct Reason: Hashable {
    let wait: Wait
    var sentence: String
    var since: Date?
    var until: Date?
    var isAlarming = false
    var command: String?

    init(
      _ wait: Wait, _ sentence: String, since: Date? = nil, until: Date? = nil, isAlarming: Bool = false,
      command: String? = nil
    ) {
      self.wait = wait
      self.sentence = sentence
      self.since = since
      self.until = until
      self.isAlarming = isAlarming
      self.command = command
    }
  }

  init(_ reason: Reason, evidence: [String]) {
    waitsFor = reason.wait
    sentence = reason.sentence
    since = reason.since
    until = reason.until
    isAlarming = reason.isAlarming
    command = reason.command
    self.evidence = evidence
  }
}

/// What `redress-monitor explain` answers.
package struct StandstillReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  /// What was asked about: a job, or else a case.
  package let job: Int64?
  /// Of the case, also where a job of it was asked about.
  package let reference: String?
  package let standstill: Standstill

  init(moment: Moment, job: Int64? = nil, reference: String?, standstill: Standstill) {
    self.moment = moment
    self.job = job
    self.reference = reference
    self.standstill = standstill
  }
}
