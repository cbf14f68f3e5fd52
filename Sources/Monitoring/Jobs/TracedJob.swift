import JobQueue
import LibPQ

/// A job with what went wrong with it.
package struct TracedJob: Sendable, Hashable {
  package let listing: ListedJob
  /// Of up to twenty attempts, the newest last.
  package let failures: [DeadLetter.Failure]
  /// Why nobody could take it, were it ready.
  let hindrance: Hindrance?

  enum Hindrance: String, Sendable, Hashable {
    /// Its queue is.
    case paused
    /// None that is alive takes jobs of its kind from its queue.
    case noWorker = "no_worker"
  }

  init(listing: ListedJob, failures: [DeadLetter.Failure], hindrance: Hindrance? = nil) {
    self.listing = listing
    self.failures = failures
    self.hindrance = hindrance
  }

  fileprivate init(_ row: Row) throws {
    listing = try ListedJob(row)
    failures = try DeadLetter.Failure.list(row)
    hindrance = try row.decode(String?.self, "hindrance").flatMap(Hindrance.init)
  }
}

extension Monitor.Look {
  /// Those of which something is left, by number.
  func jobs(_ numbers: [Int64]) async throws -> [TracedJob] {
    guard !numbers.isEmpty else { return [] }
    return try await read(Statement.jobsByNumber.with(numbers))[0].map(TracedJob.init)
  }

  /// The queue's own sentence: why the job is not running.
  func explain(_ job: Int64) async throws -> String { try await JobQueue.explain(job, in: executor) }
}

extension Monitor {
  /// Why a job is not running.
  ///
  /// - Throws: `Unknown` when nothing is left of such a job, or there never was one.
  package func standstill(of number: Int64) async throws -> StandstillReport {
    try await look { look in
      let moment = try Moment(try await look.read(Statement.businessTime.with())[0])
      guard let job = try await look.jobs([number]).first else { throw Unknown.job(number) }
      let standstill = Standstill(job, explanation: try await look.explain(number))
      return StandstillReport(
        moment: moment, job: number, reference: job.listing.reference, standstill: standstill)
    }
  }
}
