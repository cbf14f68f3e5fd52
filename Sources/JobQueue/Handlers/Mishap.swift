import LibPQ

/// What it means for a batch that running it failed.
enum Mishap: Hashable, Sendable {
  /// Somebody settled one of the attempts before: another worker that took over, or this one, whose reply was lost.
  case settledBefore
  /// The claim is gone: this worker was away so long that all of it is over.
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
      switch error.sqlState.rawValue {
      case "JQ001": self = .claimGone
      case "JQ002": self = .settledBefore
      default:
        if error.sqlState.invitesRetry {
          self = .collision
        } else if error.sqlState.condemnsConnection {
          self = error.sqlState == .readOnlyTransaction ? .databaseAway : .connectionBroke
        } else {
          self = .failed(reason: error.description)
        }
      }
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
