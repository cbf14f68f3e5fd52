/// How a transaction sees and touches the database.
public struct TransactionOptions: Sendable, Hashable {
  public enum Isolation: String, Sendable {
    case readCommitted = "read committed"
    case repeatableRead = "repeatable read"
    case serializable = "serializable"
  }

  public var isolation: Isolation
  public var isReadOnly: Bool
  /// Only with `serializable` and `isReadOnly`: waits for a snapshot that can never fail.
  public var isDeferrable: Bool

  public init(isolation: Isolation = .readCommitted, isReadOnly: Bool = false, isDeferrable: Bool = false) {
    self.isolation = isolation
    self.isReadOnly = isReadOnly
    self.isDeferrable = isDeferrable
  }

  public static let readCommitted = TransactionOptions()
  public static let repeatableRead = TransactionOptions(isolation: .repeatableRead)
  public static let serializable = TransactionOptions(isolation: .serializable)
  public static let readOnly = TransactionOptions(isReadOnly: true)

  /// The level is always said: the server's default may have been changed.
  var begin: String {
    "begin isolation level \(isolation.rawValue)" + (isReadOnly ? " read only" : "")
      + (isDeferrable ? " deferrable" : "")
  }
}

/// What a connection remembers of the transaction that runs on it.
struct TransactionState {
  let token: UInt64
  let options: TransactionOptions
  private(set) var hasBegun = false
  /// What this transaction has set `statement_timeout` to; `nil` while it is the session's.
  var serverTimeout: Duration?

  init(token: UInt64, options: TransactionOptions) {
    self.token = token
    self.options = options
  }

  /// The BEGIN that has to go ahead of the first unit, once: in the same unit, so that its own failure
  /// keeps the statement from running outside of a transaction.
  mutating func begin() -> String? {
    defer { hasBegun = true }
    return hasBegun ? nil : options.begin
  }
}
