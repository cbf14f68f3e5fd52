import LibPQ
import Logging

/// Lets parked jobs go when time has made room for them: the period of a quota is over, or a worker died with its permits.
struct Limiter: Sendable {
  let pool: Pool
  let interval: Duration
  let bell: Bell
  let logger: Logger

  func run() async {
    await repeating(
      every: interval, waitsFirst: true, logger: logger, failure: "cannot look after the limits"
    ) {
      let freed = try await pool.execute(.unparkDue)[0].decode(Int64?.self, at: 0)
      if freed ?? 0 > 0 { await bell.ring() }
    }
  }
}
