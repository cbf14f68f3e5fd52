import LibPQ

/// What it means for a batch that running it failed.
enum Mishap: Hashable, Sendable {
  /// Somebody settled one of the attempts before: another worker that took over, this one, whose reply was lost, or
  /// whoever cancelled a job.
  case settledBefore
  /// The entries are gone: this worker was away so long that all of it is over.
  case claimGone
  /// The server could not be reached, or takes no writes. Nobody's fault; the same again.
  case databaseAway
  /// The connection ended under the batch: the server was stopped, the session was killed, or it took too long between two
  /// statements. The same again on another one, but not for ever: it may be the batch that kills it.
  case connectionBroke
  /// Two transactions were in each other's way. The same again.
  case collision
  /// The worker is told to stop at once.
  case cancelled
  /// The handler failed. With the reason, as it is kept.
  case failed(reason: String)

  init(_ error: any Error) {
    switch error {
    case let error as PostgresError:
      if error.sqlState == .generationEmptied {
        self = .claimGone
      } else if error.isSettledBefore {
        self = .settledBefore
      } else {
        if error.sqlState.invitesRetry {
          self = .collision
        } else if error.sqlState.condemnsConnection {
          self = error.sqlState == .readOnlyTransaction ? .databaseAway : .connectionBroke
        } else {
          self = .failed(reason: error.description)
        }
      }
    case is JobCancelled:
      self = .settledBefore
    case let error as ConnectionError:
      switch error.kind {
      case .connectionFailed, .poolExhausted: self = .databaseAway
      case .connectionLost, .commitOutcomeUnknown, .closed: self = .connectionBroke
      case .poolClosed: self = .cancelled
      default: self = .failed(reason: error.description)
      }
    case is CancellationError:
      self = .cancelled
    default:
      self = .failed(reason: String(describing: error))
    }
  }
}

extension SQLState {
  /// The attempts' generation was emptied: all of them were settled long ago.
  static let generationEmptied = SQLState(rawValue: "JQ001")
  /// The worker's row is gone: others have taken over everything.
  static let workerUnknown = SQLState(rawValue: "JQ004")
  /// The number of the claim was settled long ago.
  static let numberOver = SQLState(rawValue: "JQ006")

  /// A claim under another number, and perhaps another worker's row, will do.
  var needsNewNumber: Bool { self == .workerUnknown || self == .numberOver }
}

extension PostgresError {
  /// The key of job_queue.outcome, which is the fence: somebody else was first.
  fileprivate var isSettledBefore: Bool {
    sqlState == .uniqueViolation && schema == "job_queue" && table?.hasPrefix("outcome_") == true
  }
}
