import Foundation

extension Standstill {
  /// - Parameter explanation: the queue's own sentence.
  init(_ job: TracedJob, explanation: String) {
    let subject = job.listing.reference.map { ["It is about case \($0)."] } ?? []
    self.init(job.reason(explanation), evidence: subject + job.evidence)
  }
}

extension TracedJob {
  func reason(_ sentence: String) -> Standstill.Reason {
    let number = listing.job
    return switch listing.state {
    case .dead:
      Standstill.Reason(
        .revival, sentence, since: listing.dueAt, isAlarming: true, command: "redress queue retry \(number)")
    case .parked: Standstill.Reason(.limit, sentence, command: "redress queue limits")
    case .retrying: Standstill.Reason(.retry, sentence, until: listing.dueAt)
    case .scheduled, .timer: Standstill.Reason(.time, sentence, until: listing.dueAt)
    case .running, .moving: Standstill.Reason(.running, sentence)
    case .done, .cancelled: Standstill.Reason(.nothing, sentence)
    case .waiting:
      hindrance == .paused
        ? Standstill.Reason(.pause, sentence, command: "redress queue resume \(listing.queue)")
        : Standstill.Reason(
          .worker, sentence, since: listing.enqueuedAt, isAlarming: hindrance == .noWorker)
    }
  }

  /// What it is, and its attempts that failed, the newest last.
  var evidence: [String] {
    let place = "queue \(listing.queue), band \(listing.band), enqueued \(listing.enqueuedAt.inMinutes)"
    return ["Job \(listing.job) is of kind \(listing.kind) in \(place), attempt \(listing.attempt)."]
      + failures.map { "Attempt \($0.attempt) failed \($0.failedAt.inMinutes): \($0.error)" }
  }
}
