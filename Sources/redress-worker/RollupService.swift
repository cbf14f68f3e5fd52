import Casework
import LibPQ
import Logging
import ServiceLifecycle

/// Folds the monitor's counts of clocks every few seconds, in whichever worker comes first.
struct RollupService: Service {
  /// Some thousand changes come together in it when all workers are busy: to read them costs a monitor a few milliseconds.
  private static let interval = Duration.seconds(5)

  let pool: Pool
  let logger: Logger

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while (try? await Task.sleep(for: Self.interval)) != nil {
        do {
          try await ClockRollup.fold(in: pool)
        } catch is CancellationError {
          return
        } catch {
          logger.warning("cannot fold the counts of clocks", metadata: ["error": "\(error)"])
        }
      }
    }
  }
}
