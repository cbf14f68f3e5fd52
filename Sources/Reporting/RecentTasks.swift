/// What was begun a short while ago, by name: whoever asks for the same within the freshness gets the same answer, also while it is still
/// being made.
struct RecentTasks<Answer: Sendable> {
  private let freshness: Duration
  private var tasks: [String: (task: Task<Answer, any Error>, begun: ContinuousClock.Instant)] = [:]

  init(freshness: Duration) { self.freshness = freshness }

  /// The one of that name that is fresh, or else a new one.
  mutating func task(
    _ name: String, _ make: @escaping @Sendable () async throws -> Answer
  ) -> Task<Answer, any Error> {
    let now = ContinuousClock.now
    tasks = tasks.filter { $0.value.begun.duration(to: now) < freshness }
    if let known = tasks[name] { return known.task }
    let task = Task { try await make() }
    tasks[name] = (task, now)
    return task
  }

  /// After a failure: whoever asks next may have more luck. One that was begun since under the same name stays.
  mutating func forget(_ name: String, _ task: Task<Answer, any Error>) {
    if tasks[name]?.task == task { tasks[name] = nil }
  }
}
