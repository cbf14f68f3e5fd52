import LibPQ

/// How many jobs come into a queue, and are taken out of it by workers.
package struct QueueFlow: Sendable, Hashable, Encodable {
  /// Jobs a second, over the last minute, five minutes and hour.
  package struct Rates: Sendable, Hashable, Encodable {
    package let overOneMinute: Double
    package let overFiveMinutes: Double
    package let overOneHour: Double

    init(_ oneMinute: Int64, _ fiveMinutes: Int64, _ oneHour: Int64) {
      overOneMinute = Double(oneMinute) / 60
      overFiveMinutes = Double(fiveMinutes) / 300
      overOneHour = Double(oneHour) / 3600
    }
  }

  package let queue: String
  /// Also what is tried again, and what was put off and is due now.
  package let into: Rates
  package let out: Rates
  /// More came or went within the hour than is read: the rates over the longer spans are at least these.
  package let ratesAreAtLeast: Bool

  /// Pages of each lane that are read: 6 000 jobs that came, 1 200 batches that went. Reading 20 000 of each of thirty lanes took 300 ms.
  static let mostPages: Int32 = 12
}

extension QueueFlow {
  init(_ row: Row) throws {
    func rates(_ name: String) throws -> Rates {
      Rates(
        try row.decode(Int64.self, "\(name)_1m"), try row.decode(Int64.self, "\(name)_5m"),
        try row.decode(Int64.self, "\(name)_1h"))
    }
    queue = try row.decode(String.self, "queue")
    into = try rates("in")
    out = try rates("out")
    ratesAreAtLeast = try row.decode(Bool.self, "reached_the_bound")
  }
}
