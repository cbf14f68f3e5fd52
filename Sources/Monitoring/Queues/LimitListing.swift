import LibPQ

/// A limit on a kind of job, with what of it is used.
package struct LimitListing: Sendable, Hashable, Encodable {
  package let kind: String
  /// Each limit key by itself has it, not all jobs of the kind together.
  package let eachKey: Bool
  /// The limits; at least one of the two.
  package let mostRunning: Int?
  package let mostStarts: Int?
  /// Of `mostStarts`.
  package let periodSeconds: Double?
  /// Attempts that run now; of all keys together.
  package let running: Int64
  /// Of the key that runs the most; the same as `running` where keys do not count.
  package let runningOfOneKey: Int64
  /// Attempts that were begun within the last period.
  package let started: Int64
  package let startedOfOneKey: Int64
  /// Jobs that wait for the limit, under so many keys.
  package let parked: Int64
  package let parkedKeys: Int64

  init(_ row: Row) throws {
    kind = try row.decode(String.self, "kind")
    eachKey = try row.decode(Bool.self, "by_key")
    mostRunning = try row.decode(Int32?.self, "most_running").map(Int.init)
    mostStarts = try row.decode(Int32?.self, "most_starts").map(Int.init)
    periodSeconds = try row.decode(Double?.self, "period_seconds")
    running = try row.decode(Int64.self, "running")
    runningOfOneKey = try row.decode(Int64.self, "running_of_one")
    started = try row.decode(Int64.self, "started")
    startedOfOneKey = try row.decode(Int64.self, "started_of_one")
    parked = try row.decode(Int64.self, "parked")
    parkedKeys = try row.decode(Int64.self, "parked_keys")
  }
}

extension Monitor {
  /// Every limit, by kind.
  package func limits() async throws -> [LimitListing] {
    try await read(Statement.limits.with())[0].map(LimitListing.init)
  }
}
