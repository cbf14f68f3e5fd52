public import Foundation

/// A job to be enqueued.
public struct NewJob<Arguments: JobArguments>: Sendable {
  public var arguments: Arguments
  /// The priority band, 0 first. Which bands there are was said when the queue was created; by default 0, 1 and 2, with
  /// target waits of one second, ten seconds and a minute.
  public var band: Int
  /// Not before this moment of the timeline; at once if `nil` or past.
  public var runAt: Date?
  /// The clock that `runAt` is measured by: `server`, or one that a sandbox can advance.
  public var timeline: String
  /// When the job should be done by. It moves the job forward among those that wait; nothing happens to it afterwards.
  public var deadline: Date?

  public init(
    _ arguments: Arguments, band: Int = 1, runAt: Date? = nil, timeline: String = "server",
    deadline: Date? = nil
  ) {
    self.arguments = arguments
    self.band = band
    self.runAt = runAt
    self.timeline = timeline
    self.deadline = deadline
  }
}
