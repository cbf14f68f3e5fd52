import Complaints
import JobQueue

// What the steps of a case leave for one another. Only ids: arguments outlive the data that they speak of.

/// Verify a case: the first step, and again after every answer to a question.
package struct VerifyJob: JobArguments, Hashable {
  package static let kind = "verify"
  package static let queue = "verify"
  package let caseID: Int64

  package init(caseID: Int64) { self.caseID = caseID }

  private enum CodingKeys: String, CodingKey { case caseID = "case" }
}

/// Carry out what a decision and its choice grant.
package struct CompensateJob: JobArguments, Hashable {
  package static let kind = "compensate"
  package static let queue = "compensate"
  package let caseID: Int64
  /// The decision's version.
  package let decision: Int

  package init(caseID: Int64, decision: Int) {
    self.caseID = caseID
    self.decision = decision
  }

  private enum CodingKeys: String, CodingKey {
    case caseID = "case"
    case decision
  }
}

/// Find out what became of a decision's payments that were unknown when the step `compensate` gave up.
package struct InquiryJob: JobArguments, Hashable {
  package static let kind = "inquire"
  package static let queue = "compensate"
  package let caseID: Int64
  /// The decision's version.
  package let decision: Int

  package init(caseID: Int64, decision: Int) {
    self.caseID = caseID
    self.decision = decision
  }

  private enum CodingKeys: String, CodingKey {
    case caseID = "case"
    case decision
  }
}

/// Render and send one notification.
package struct NotifyJob: JobArguments, Hashable {
  package static let kind = "notify"
  package static let queue = "notify"
  package let notification: Int64

  package init(notification: Int64) { self.notification = notification }
}

/// Look at a clock at the next moment that matters to it; runs on `BusinessTime.timeline`.
package struct ClockJob: JobArguments, Hashable {
  package static let kind = "clock"
  package static let queue = "clock"
  package let caseID: Int64
  /// The raw value of a `ClockKind`.
  package let clock: String
  package let cycle: Int

  package init(caseID: Int64, clock: String, cycle: Int) {
    self.caseID = caseID
    self.clock = clock
    self.cycle = cycle
  }

  private enum CodingKeys: String, CodingKey {
    case caseID = "case"
    case clock = "kind"
    case cycle
  }
}

/// The queues of the steps of a case.
package enum CaseworkQueues {
  package static let all = [VerifyJob.queue, CompensateJob.queue, NotifyJob.queue, ClockJob.queue]
}
