/// What a job does when it runs. Chosen when it is enqueued, so that the seed decides.
struct Act: Codable, Hashable, Sendable {
  enum Manner: String, Codable, Sendable {
    case quick
    /// Takes its time outside of the transaction.
    case slow
    /// Takes its time in the transaction.
    case slowInside
    /// Throws while the attempt is not above `times`: the batch must be split to find it.
    case fails
    /// Throws always, until it is dead.
    case poison
    /// Says `.retry` while the attempt is not above `times`.
    case retries
    /// Says `.snooze`, `times` times.
    case snoozes
    /// Says `.dead`.
    case dies
    /// Takes its worker with it before the transaction, while it was taken over less often than `times`.
    case kills
    /// The same with everything written and only the commit to come.
    case killsInside
    /// Its session ends in the transaction, every other time.
    case breaks
    /// Enqueues another job in its transaction.
    case follows
  }

  let token: Int64
  let manner: Manner
  let times: Int
  let milliseconds: Int

  static func random(token: Int64, using random: inout SeededGenerator) -> Act {
    let manner = random.pick([
      (7200, Manner.quick), (400, .slow), (300, .slowInside), (500, .fails), (60, .poison), (400, .retries),
      (400, .snoozes), (200, .dies), (2, .kills), (2, .killsInside), (30, .breaks), (500, .follows),
    ])
    // Four deaths alone are one more than a job is given.
    let most = manner == .kills || manner == .killsInside ? 4 : 2
    return Act(
      token: token, manner: manner, times: .random(in: 1...most, using: &random),
      milliseconds: .random(in: 50...700, using: &random))
  }

  /// Where the token of a job that follows lies, above all that enqueuers give out.
  static let following: Int64 = 1 << 40
}
