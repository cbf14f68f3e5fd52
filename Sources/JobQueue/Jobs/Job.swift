public import Foundation

/// A job that a worker runs: one attempt of it.
public struct Job<Arguments: Sendable>: Sendable, Identifiable {
  /// The job's number, the same over all of its attempts.
  public let id: Int64
  /// 1 for the first attempt. Taking over from a worker that died is not a new attempt.
  public let attempt: Int
  public let arguments: Arguments
  public let band: Int
  /// When it should begin at the latest: the earlier of its deadline and its band's target wait.
  public let due: Date
  public let deadline: Date?
  public let enqueuedAt: Date
  /// The W3C `traceparent` that it was enqueued with.
  public let trace: String?
  /// How often its worker died: 0 as a rule. From 1 on it runs alone.
  public let round: Int

  package init(
    id: Int64, attempt: Int, arguments: Arguments, band: Int = 1, due: Date = .now, deadline: Date? = nil,
    enqueuedAt: Date = .now, trace: String? = nil, round: Int = 0
  ) {
    self.id = id
    self.attempt = attempt
    self.arguments = arguments
    self.band = band
    self.due = due
    self.deadline = deadline
    self.enqueuedAt = enqueuedAt
    self.trace = trace
    self.round = round
  }
}
