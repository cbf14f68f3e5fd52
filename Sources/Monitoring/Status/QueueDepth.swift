import LibPQ

/// How much of one queue and band waits, runs and rests.
package struct QueueDepth: Sendable, Hashable, Encodable {
  package let queue: String
  /// 0 is claimed with the shortest target wait.
  package let band: Int
  /// Ready, and taken by nobody.
  package let waiting: Int64
  /// `waiting` reached the bound of the count: there are at least that many.
  package let waitingIsAtLeast: Bool
  /// Claimed and not settled.
  package let running: Int64
  /// Not due yet on the server's clock: scheduled jobs and retries.
  package let later: Int64
  /// Those of all queues together reached the bound of the count.
  package let laterIsAtLeast: Bool
  /// Not due yet in business time: timers of clocks.
  package let onTimelines: Int64
  /// Those of all queues together reached the bound of the count.
  package let onTimelinesIsAtLeast: Bool
  /// Dead letters.
  package let dead: Int64
  /// Since the oldest job that waits was ready to be taken; `nil` when none does.
  package let oldestSeconds: Double?

  /// Entries that are counted in a lane at most, and what is not due yet on a timeline.
  static let most = 10_000
}

extension QueueDepth {
  init(_ row: Row) throws {
    queue = try row.decode(String.self, "queue")
    band = Int(try row.decode(Int16.self, "band"))
    waiting = try row.decode(Int64.self, "waiting")
    waitingIsAtLeast = waiting >= Self.most
    running = try row.decode(Int64.self, "running")
    later = try row.decode(Int64.self, "later")
    laterIsAtLeast = try row.decode(Bool.self, "later_is_at_least")
    onTimelines = try row.decode(Int64.self, "on_timelines")
    onTimelinesIsAtLeast = try row.decode(Bool.self, "on_timelines_is_at_least")
    dead = try row.decode(Int64.self, "dead")
    oldestSeconds = try row.decode(Double?.self, "oldest_seconds")
  }
}
