import Complaints
package import Foundation
import LibPQ

/// Which jobs are listed.
package struct JobFilter: Sendable, Hashable {
  package var states: [JobState]
  package var queue: String?
  package var kind: String?
  /// From behind that place on.
  package var after: JobPlace?
  package var limit: Int

  /// - Parameter states: of `JobState.listed`.
  package init(
    states: [JobState] = JobState.standard, queue: String? = nil, kind: String? = nil, after: JobPlace? = nil,
    limit: Int = 100
  ) {
    self.states = states
    self.queue = queue
    self.kind = kind
    self.after = after
    self.limit = limit
  }
}

/// A place in the order of the list: when a job is due, and its number. Written as `2026-03-01T09:00:00.000000Z,12`.
package struct JobPlace: Sendable, Hashable, Encodable, CustomStringConvertible {
  package let dueAt: Date
  package let job: Int64

  package init(dueAt: Date, job: Int64) {
    self.dueAt = dueAt
    self.job = job
  }

  /// `nil` for anything that is not written like that.
  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let dueAt = DomainJSON.instant(of: String(parts[0])), let job = Int64(parts[1])
    else { return nil }
    self.init(dueAt: dueAt, job: job)
  }

  package var description: String { "\(DomainJSON.text(of: dueAt)),\(job)" }

  package func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

/// Jobs, the next due first.
package struct JobList: Sendable, Hashable, Encodable {
  package let moment: Moment
  package let jobs: [ListedJob]
  /// Where the list goes on; `nil`: nowhere.
  package let next: JobPlace?
  /// More wait in a lane than the next thousand, which are looked at.
  package let lanesAreCut: Bool

  /// Of a lane, in the order in which it is claimed; of a timeline, in the order in which jobs are due.
  package static let mostOfALane: Int32 = 1_000
  static let mostOfATimeline: Int64 = 10_000
}

extension Monitor {
  package func jobs(_ filter: JobFilter = JobFilter()) async throws -> JobList {
    let beginning = JobPlace(dueAt: Date(timeIntervalSince1970: 0), job: 0)
    let after = filter.after ?? beginning
    let answers = try await read(
      Statement.businessTime.with(),
      Statement.jobs.with(
        filter.states.map(\.rawValue), filter.queue, filter.kind, after.dueAt, after.job, Int64(filter.limit),
        JobList.mostOfALane, JobList.mostOfATimeline))
    let bound = answers[1][0]
    let jobs = try answers[1].filter { try $0.decode(Int64?.self, "job") != nil }.map(ListedJob.init)
    var next: JobPlace?
    if jobs.count == filter.limit, let last = jobs.last {
      next = JobPlace(dueAt: last.dueAt, job: last.job)
    } else if let dueAt = try bound.decode(Date?.self, "reached_due") {
      next = JobPlace(dueAt: dueAt, job: try bound.decode(Int64.self, "reached_job"))
    }
    return JobList(
      moment: try Moment(answers[0]), jobs: jobs, next: next,
      lanesAreCut: try bound.decode(Bool.self, "lanes_are_cut"))
  }
}
