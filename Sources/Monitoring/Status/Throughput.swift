import LibPQ

/// What was settled in the last minutes.
package struct Throughput: Sendable, Hashable, Encodable {
  /// Jobs done in the last minute, and in the last five.
  package let doneInOneMinute: Int64
  package let doneInFiveMinutes: Int64
  /// Attempts that failed and are tried again.
  package let retriedInFiveMinutes: Int64
  /// Jobs given up.
  package let diedInFiveMinutes: Int64
  /// Jobs done in a second, over the last minute and over the last five.
  package let perSecondOverOneMinute: Double
  package let perSecondOverFiveMinutes: Double
  /// How far back the numbers reach: 300, or less when more was settled than is read. Then the rates hold for that span.
  package let coveredSeconds: Double

  /// Outcomes that are read, more or less: 130 a second for five minutes are counted whole, 600 a second for one.
  static let most = 40_000
}

extension Throughput {
  init(_ rows: Rows) throws {
    let row = rows[0]
    let covered = try row.decode(Double.self, "covered_seconds")
    doneInOneMinute = try row.decode(Int64.self, "done_in_1m")
    doneInFiveMinutes = try row.decode(Int64.self, "done_in_5m")
    retriedInFiveMinutes = try row.decode(Int64.self, "retried_in_5m")
    diedInFiveMinutes = try row.decode(Int64.self, "died_in_5m")
    perSecondOverOneMinute = Self.rate(doneInOneMinute, over: min(60, covered))
    perSecondOverFiveMinutes = Self.rate(doneInFiveMinutes, over: covered)
    coveredSeconds = covered
  }

  private static func rate(_ count: Int64, over seconds: Double) -> Double {
    seconds > 0 ? Double(count) / seconds : 0
  }
}
