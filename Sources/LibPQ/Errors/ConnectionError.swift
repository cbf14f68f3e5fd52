/// Something went wrong between this program and the server: no statement was judged by the server.
public struct ConnectionError: Error, Hashable, Sendable {
  /// What happened; `catch ConnectionError.Kind.timedOut` matches it.
  public enum Kind: Hashable, Sendable {
    /// The connection string cannot be understood.
    case invalidConfiguration
    /// No server could be reached, or none let us in.
    case connectionFailed
    /// The connection broke while the statement was under way. Whether it took effect is unknown.
    case connectionLost
    /// COMMIT was sent and its reply never came: the transaction is committed or rolled back, nobody here
    /// knows which. Look in the database before doing it again.
    case commitOutcomeUnknown
    /// The transaction's body returned, but an earlier error that it swallowed had doomed the
    /// transaction: the server rolled back instead of committing.
    case rolledBack
    /// The statement took longer than its timeout. When the server noticed in time, it was rolled back
    /// (`outcomeIsUnknown` is false); otherwise it may still take effect.
    case timedOut
    /// No connection became free within the pool's wait timeout.
    case poolExhausted
    /// The pool or the connection is closed.
    case closed
    /// A call that the library forbids; the reason says what to do instead.
    case misuse
    /// The server or a proxy answered against the protocol.
    case protocolViolation
  }

  public let kind: Kind
  /// The statement's name, where there is one.
  public internal(set) var statement: String?
  /// What libpq or the library says about it; free of parameters and of passwords.
  public let reason: String
  /// The code of the server's last words, such as 57P01, where it had any.
  public let sqlState: SQLState?
  /// Whether what was asked for may have taken effect all the same.
  public let outcomeIsUnknown: Bool

  public init(
    _ kind: Kind, _ reason: String, statement: String? = nil, sqlState: SQLState? = nil,
    outcomeIsUnknown: Bool? = nil
  ) {
    self.kind = kind
    self.reason = reason
    self.statement = statement
    self.sqlState = sqlState
    self.outcomeIsUnknown = outcomeIsUnknown ?? (kind == .connectionLost || kind == .commitOutcomeUnknown)
  }
}

extension ConnectionError: CustomStringConvertible {
  public var description: String {
    var text = "\(kind): \(reason)"
    if let sqlState { text += " (\(sqlState))" }
    if let statement { text += ", statement \(statement)" }
    return text
  }
}

/// Lets `catch ConnectionError.Kind.timedOut` match a `ConnectionError`.
public func ~= (pattern: ConnectionError.Kind, error: any Error) -> Bool {
  (error as? ConnectionError)?.kind == pattern
}
