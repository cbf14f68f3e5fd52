package import Foundation
import LibPQ

/// A queue: how it was made, and what is in it.
package struct QueueListing: Sendable, Hashable, Encodable {
  package let queue: String
  /// Since when nothing is claimed from it.
  package let pausedAt: Date?
  package let pauseReason: String?
  /// The most urgent first.
  package let bands: [Band]

  package struct Band: Sendable, Hashable, Encodable {
    package let band: Int
    /// How long a job of this band may wait before it goes ahead of later ones.
    package let targetSeconds: Double
    /// How many workers may claim at the same time.
    package let shards: Int64
    /// Ready, and taken by nobody.
    package let waiting: Int64
    /// `waiting` reached the bound of the count: there are at least that many.
    package let waitingIsAtLeast: Bool
    package let running: Int64
    /// Not due yet on the server's clock: scheduled jobs and retries.
    package let later: Int64
    /// Those of all queues together reached the bound of the count; so with the next two.
    package let laterIsAtLeast: Bool
    /// Not due yet on another timeline.
    package let onTimelines: Int64
    package let onTimelinesIsAtLeast: Bool
    /// Held back by a limit.
    package let parked: Int64
    package let parkedIsAtLeast: Bool
    /// Dead letters.
    package let dead: Int64
    package let oldestSeconds: Double?
  }
}

extension QueueListing.Band {
  init(_ row: Row) throws {
    band = Int(try row.decode(Int16.self, "band"))
    targetSeconds = try row.decode(Double.self, "target_seconds")
    shards = try row.decode(Int64.self, "shards")
    waiting = try row.decode(Int64.self, "waiting")
    waitingIsAtLeast = waiting >= QueueDepth.most
    running = try row.decode(Int64.self, "running")
    later = try row.decode(Int64.self, "later")
    laterIsAtLeast = try row.decode(Bool.self, "later_is_at_least")
    onTimelines = try row.decode(Int64.self, "on_timelines")
    onTimelinesIsAtLeast = try row.decode(Bool.self, "on_timelines_is_at_least")
    parked = try row.decode(Int64.self, "parked")
    parkedIsAtLeast = try row.decode(Bool.self, "parked_is_at_least")
    dead = try row.decode(Int64.self, "dead")
    oldestSeconds = try row.decode(Double?.self, "oldest_seconds")
  }
}

extension Monitor {
  /// Every queue, by name.
  package func queues() async throws -> [QueueListing] {
    let rows = try await read(Statement.queues.with(Int32(QueueDepth.most)))[0]
    var listings: [QueueListing] = []
    for row in rows {
      let queue = try row.decode(String.self, "queue")
      let earlier = listings.last?.queue == queue ? listings.removeLast().bands : []
      listings.append(
        QueueListing(
          queue: queue, pausedAt: try row.decode(Date?.self, "paused_at"),
          pauseReason: try row.decode(String?.self, "pause_reason"),
          bands: earlier + [try QueueListing.Band(row)]))
    }
    return listings
  }
}
