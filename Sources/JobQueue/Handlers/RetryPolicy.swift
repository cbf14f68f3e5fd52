/// When a failed job is tried again.
///
/// The wait doubles with every attempt up to a bound, and a part of it is random, so that jobs which failed together do not come
/// back together (Brooker, "Exponential Backoff And Jitter", AWS 2015).
public struct RetryPolicy: Sendable, Hashable {
  /// After this many attempts a job goes to the dead letters. At least 1.
  public var attempts: Int
  /// Before the second attempt.
  public var base: Duration
  /// The longest wait.
  public var limit: Duration
  /// How much of the wait is random: 0 none, 1 all of it.
  public var jitter: Double

  public init(
    attempts: Int = 10, base: Duration = .seconds(2), limit: Duration = .seconds(3600),
    jitter: Double = 0.5
  ) {
    precondition(attempts >= 1 && base >= .zero && limit >= base && (0...1).contains(jitter))
    self.attempts = attempts
    self.base = base
    self.limit = limit
    self.jitter = jitter
  }

  /// Ten attempts over about half an hour: 2, 4, 8 … 512 seconds, half of each random.
  public static let standard = RetryPolicy()

  /// How long to wait after the given attempt failed, or `nil` when it was the last.
  ///
  /// - Parameter random: between 0 and 1.
  package func delay(afterAttempt attempt: Int, random: Double) -> Duration? {
    guard attempt < attempts else { return nil }
    // 2^62 seconds are longer than any limit.
    let doublings = min(attempt - 1, 62)
    var delay = base
    for _ in 0..<doublings where delay < limit { delay *= 2 }
    delay = min(delay, limit)
    return delay * (1 - jitter * random)
  }
}
