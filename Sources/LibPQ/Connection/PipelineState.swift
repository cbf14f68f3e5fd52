import DequeModule

/// Which unit and which step of it the next result of a pipelined connection belongs to.
///
/// Pure: what `PQgetResult` returned goes in, what to do about it comes out. The rules, from libpq:
/// each step answers with one result (or an error, or "skipped" after an earlier error of its unit) and then
/// NULL; a Sync answers alone, without NULL, and ends the unit. An error may also come while only the
/// Sync is outstanding: that is COMMIT failing, such as a deferred constraint.
struct PipelineState<Reply, Failure> {
  typealias UnitID = UInt64

  /// What was sent, one queue entry of libpq each.
  enum Step: Equatable {
    /// A statement is being prepared under a name.
    case prepare(name: String)
    /// A statement that the caller asked for.
    case execute
    /// A statement of the library's own (BEGIN, set_config): its answer is nobody's business.
    case control
  }

  enum Event {
    case reply(Reply)
    case failure(Failure)
    /// Not run, because a step of the same unit had failed.
    case skipped
    /// `PQgetResult` returned NULL.
    case endOfStep
    case synced
  }

  enum Action {
    case proceed
    /// The prepared statement does not exist on the server after all.
    case notPrepared(name: String)
    case finished(FinishedUnit)
    /// This cannot come now: the connection can no longer be trusted.
    case violation(String)
  }

  struct FinishedUnit {
    let id: UnitID
    let replies: [Reply]
    let failure: Failure?
    /// Among the steps of kind `execute`, the one that failed; `nil` when it was another, or COMMIT.
    let failedStatement: Int?
  }

  private struct Unit {
    let id: UnitID
    let steps: [Step]
    var position = 0
    /// The current step has been answered; NULL must follow.
    var isAnswered = false
    var replies: [Reply] = []
    var failure: Failure?
    var failedStatement: Int?
    var executed = 0
  }

  private var units: Deque<Unit> = []

  var isIdle: Bool { units.isEmpty }
  var unitCount: Int { units.count }

  /// Notes a unit that was sent, its Sync included.
  mutating func append(_ id: UnitID, _ steps: [Step]) {
    units.append(Unit(id: id, steps: steps))
  }

  mutating func receive(_ event: Event) -> Action {
    guard !units.isEmpty else { return .violation("a result came that nothing had asked for") }
    if case .synced = event { return finishUnit() }
    let unit = units[0]
    switch event {
    case .endOfStep:
      guard unit.isAnswered else { return .violation("a statement ended without an answer") }
      units[0].isAnswered = false
      units[0].position = min(unit.position + 1, unit.steps.count)
      return .proceed
    case .reply(let reply):
      guard !unit.isAnswered, unit.position < unit.steps.count else {
        return .violation("a statement was answered twice")
      }
      units[0].isAnswered = true
      if unit.steps[unit.position] == .execute {
        units[0].replies.append(reply)
        units[0].executed += 1
      }
      return .proceed
    case .failure(let failure):
      return fail(with: failure)
    case .skipped:
      return fail(with: nil)
    case .synced:
      return finishUnit()
    }
  }

  private mutating func fail(with failure: Failure?) -> Action {
    let unit = units[0]
    guard !unit.isAnswered else { return .violation("a statement was answered twice") }
    units[0].isAnswered = true
    let step = unit.position < unit.steps.count ? unit.steps[unit.position] : nil
    if unit.failure == nil, let failure {
      units[0].failure = failure
      // A statement that cannot be prepared fails on behalf of the one that it was prepared for.
      units[0].failedStatement = step == nil || step == .control ? nil : unit.executed
    }
    if step == .execute { units[0].executed += 1 }
    if case .prepare(let name) = step { return .notPrepared(name: name) }
    return .proceed
  }

  private mutating func finishUnit() -> Action {
    let unit = units.removeFirst()
    guard unit.position == unit.steps.count, !unit.isAnswered else {
      return .violation("a unit ended before its statements")
    }
    return .finished(
      FinishedUnit(
        id: unit.id, replies: unit.replies, failure: unit.failure, failedStatement: unit.failedStatement))
  }

  /// The connection is gone: what was under way, oldest first.
  mutating func abandonAll() -> [UnitID] {
    defer { units.removeAll() }
    return units.map(\.id)
  }
}

extension PipelineState.FinishedUnit: Sendable where Reply: Sendable, Failure: Sendable {}
