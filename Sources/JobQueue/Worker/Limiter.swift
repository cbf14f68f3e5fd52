import LibPQ
import Logging

/// Lets parked jobs go when time has made room for them: the period of a quota is over, or a worker died with its permits.
struct Limiter: Sendable {
  let pool: Pool
  let interval: Duration
  let bell: Bell
  let logger: Logger

  func run() async {
    while (try? await Task.sleep(for: interval)) != nil {
      do {
        let freed = try await pool.execute(.unparkDue)[0].decode(Int64?.self, at: 0)
        if freed ?? 0 > 0 { await bell.ring() }
      } catch is CancellationError {
        return
      } catch {
        logger.warning("cannot look after the limits", metadata: ["error": "\(error)"])
      }
    }
  }
}
