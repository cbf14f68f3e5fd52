/// What is to be done with a part of a batch, and after a mishap, with what.
struct BatchPart: Sendable {
  enum Work: Hashable, Sendable {
    /// First ask whether their kind's limits admit them.
    case admit
    /// Through the handler.
    case handle
    /// Nothing more to do but to settle all of it so.
    case settle(Disposition)
    /// Back to the queue, for a worker that knows the kind.
    case handBack
  }

  var attempts: [ClaimedAttempt]
  var work: Work

  /// The readable ones as before, and each of the others to be buried: running it again would not help.
  func without(_ unreadable: UnreadableArguments) -> [BatchPart] {
    let readable = attempts.filter { unreadable.reasons[$0.seq] == nil }
    let buried = attempts.compactMap { attempt in
      unreadable.reasons[attempt.seq].map {
        BatchPart(attempts: [attempt], work: .settle(.dead(reason: $0)))
      }
    }
    return buried + (readable.isEmpty ? [] : [BatchPart(attempts: readable, work: work)])
  }
}

/// How a batch goes on after a mishap. Decided here, done by `BatchRunner`.
enum BatchStep: Hashable, Sendable {
  /// The same again, after a pause.
  case again(after: Duration)
  /// Look up which attempts are settled, and go on with the others.
  case withoutTheSettled
  /// In two halves: one of the jobs is guilty.
  case split
  /// The one job is guilty.
  case fail(reason: String)
  /// Nothing is left to do here.
  case drop
  /// The worker ends; others take over.
  case stop

  /// - Parameters:
  ///   - attempts: how many are in the part.
  ///   - disturbances: how often the part was already tried again through no fault of its own.
  init(after mishap: Mishap, work: BatchPart.Work, attempts: Int, disturbances: Int) {
    switch mishap {
    case .settledBefore: self = .withoutTheSettled
    case .claimGone: self = .drop
    case .cancelled: self = .stop
    case .databaseAway: self = .again(after: Self.pause(disturbances))
    case .connectionBroke where disturbances < Self.breaksInRow:
      self = .again(after: Self.pause(disturbances))
    case .connectionBroke:
      self = Self.guilty("lost its connection \(disturbances) times", work, attempts, disturbances)
    case .collision where disturbances < Self.collisionsInRow:
      self = .again(after: .milliseconds(10) * (disturbances + 1))
    case .collision:
      self = Self.guilty(
        "collided with other transactions \(disturbances) times", work, attempts, disturbances)
    case .failed(let reason):
      self = Self.guilty(reason, work, attempts, disturbances)
    }
  }

  /// Jobs that collide this often in a row are in each other's way for good.
  private static let collisionsInRow = 5

  /// Enough for a server that is restarted again and again; a job that ends its own connection is found after that.
  private static let breaksInRow = 8

  /// A settlement without a handler has nobody to blame: it is tried until it goes through.
  private static func guilty(
    _ reason: String, _ work: BatchPart.Work, _ attempts: Int, _ disturbances: Int
  ) -> BatchStep {
    guard work == .handle else { return .again(after: pause(disturbances)) }
    return attempts > 1 ? .split : .fail(reason: reason)
  }

  /// A tenth of a second, doubling up to five.
  private static func pause(_ disturbances: Int) -> Duration {
    min(.milliseconds(100) * (1 << min(disturbances, 10)), .seconds(5))
  }
}
