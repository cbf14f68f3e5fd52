import Foundation
import LibPQ
import Logging

/// Makes entries of what has become due, on one timeline.
///
/// Every worker has one; they skip each other's rows. The low-water mark lives here and not in the database: a table of marks would
/// gather dead rows. A full sweep now and then finds what committed behind the mark.
struct Promoter: Sendable {
  let pool: Pool
  let timeline: String
  let interval: Duration
  let bell: Bell
  let logger: Logger

  private static let limit: Int32 = 1000
  private static let sweepEvery = Duration.seconds(30)

  func run() async {
    var mark = Date.distantPast
    var sweptAt = ContinuousClock.now
    await repeating(
      every: interval, logger: logger, failure: "cannot promote", metadata: ["timeline": "\(timeline)"]
    ) {
      if sweptAt.duration(to: .now) > Self.sweepEvery {
        mark = .distantPast
        sweptAt = .now
      }
      var promoted = Self.limit
      while promoted == Self.limit {
        let row = try await pool.execute(.promote, timeline, mark, Self.limit)[0]
        promoted = try row.decode(Int32.self, "promoted")
        mark = try row.decode(Date.self, "mark")
        if promoted > 0 { await bell.ring() }
      }
    }
  }
}
