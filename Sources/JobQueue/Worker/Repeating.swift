import Logging

/// Does something again and again until the task is cancelled. A failure is logged, and the next time comes soon.
///
/// - Parameters:
///   - waitsFirst: whether the first time comes only after the interval.
///   - failure: what a failure is called in the log.
func repeating(
  every interval: Duration, clock: any Clock<Duration> = ContinuousClock(), waitsFirst: Bool = false,
  logger: Logger, failure: Logger.Message, metadata: Logger.Metadata = [:], _ body: () async throws -> Void
) async {
  var waits = waitsFirst
  while true {
    if waits, (try? await clock.sleep(for: interval)) == nil { return }
    waits = true
    do {
      try await body()
    } catch is CancellationError {
      return
    } catch {
      logger.warning(failure, metadata: metadata.merging(["error": "\(error)"]) { $1 })
    }
  }
}
