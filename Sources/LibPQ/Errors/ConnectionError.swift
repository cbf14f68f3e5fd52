/// Something went wrong between this program and the server: no statement was judged by the server.
public struct ConnectionError: Error, Hashable, Sendable {
  /// What happened. Open, like `SQLState`, so that `catch ConnectionError.Kind.timedOut` matches it.
  public struct Kind: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
      self.rawValue = rawValue
    }

    private init(_ rawValue: String) {
      self.rawValue = rawValue
    }

    public var description: String { rawValue }

    /// The connection string cannot be understood.
    public static let invalidConfiguration = Kind("invalid configuration")
    /// No server could be reached, or none let us in.
    public static let connectionFailed = Kind("connection failed")
    /// The connection broke while the statement was under way. Whether it took effect is unknown.
    public static let connectionLost = Kind("connection lost")
    /// COMMIT was sent and its reply never came: the transaction is committed or rolled back, nobody here
    /// knows which. Look in the database before doing it again.
    public static let commitOutcomeUnknown = Kind("outcome of COMMIT unknown")
    /// The transaction's body returned, but an earlier error that it swallowed had doomed the
    /// transaction: the server rolled back instead of committing.
    public static let rolledBack = Kind("rolled back")
    /// The statement took longer than its timeout. When the server noticed in time, it was rolled back
    /// (`outcomeIsUnknown` is false); otherwise it may still take effect.
    public static let timedOut = Kind("timed out")
    /// No connection became free within the pool's wait timeout.
    public static let poolExhausted = Kind("pool exhausted")
    /// The connection ended before the statement could be sent: it took no effect.
    public static let closed = Kind("closed")
    /// The pool is closed: the program is about to end.
    public static let poolClosed = Kind("pool closed")
    /// A call that the library forbids; the reason says what to do instead.
    public static let misuse = Kind("misuse")
    /// The server or a proxy answered against the protocol.
    public static let protocolViolation = Kind("protocol violation")
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
