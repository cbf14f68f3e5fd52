/// What waits in one queue, and what comes.
struct QueueLoad: Sendable, Hashable {
  let queue: String
  /// From the most urgent one on.
  let bands: [BandLoad]
  /// `nil`: nothing of it was done lately, so nobody knows.
  let service: ServiceTime?

  var waiting: Double { bands.reduce(0) { $0 + $1.waiting } }
  var arrivalsPerSecond: Double { bands.reduce(0) { $0 + $1.arrivalsPerSecond } }
}

/// One band of a queue. Jobs count as due their target wait after they became ready, and the earliest due go first, of whatever
/// band (docs/queue.md, "Order").
struct BandLoad: Sendable, Hashable {
  let band: Int
  /// Seconds.
  let targetWait: Double
  let waiting: Double
  /// Seconds that the oldest waiting job has waited; those behind it count as having come evenly since.
  let oldestSeconds: Double
  let arrivalsPerSecond: Double

  /// How many of those that wait are due before something that is due in so many seconds.
  func waiting(dueBefore due: Double) -> Double {
    let (first, last) = (targetWait - oldestSeconds, targetWait)
    guard last > first else { return due > last ? waiting : 0 }
    return waiting * min(1, max(0, (due - first) / (last - first)))
  }

  /// Until when, in seconds from now, somebody who comes is still due before it.
  func overtakes(dueBefore due: Double) -> Double { max(0, due - targetWait) }
}
