/// A five-character code of the SQL standard or of PostgreSQL: what kind of error the server reports.
///
/// Open: the constants are the ones that programs decide on; any other code works the same.
///
/// ```swift
/// do { … } catch SQLState.serializationFailure { … }
/// ```
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  init(_ rawValue: String) {
    self.rawValue = rawValue
  }

  /// The first two characters: the class of the error.
  public var errorClass: Substring { rawValue.prefix(2) }

  public var description: String { rawValue }
}

extension SQLState {
  public static let featureNotSupported = SQLState("0A000")
  public static let notNullViolation = SQLState("23502")
  public static let foreignKeyViolation = SQLState("23503")
  public static let uniqueViolation = SQLState("23505")
  public static let checkViolation = SQLState("23514")
  public static let exclusionViolation = SQLState("23P01")
  public static let readOnlyTransaction = SQLState("25006")
  public static let inFailedTransaction = SQLState("25P02")
  public static let invalidStatementName = SQLState("26000")
  public static let serializationFailure = SQLState("40001")
  public static let deadlockDetected = SQLState("40P01")
  public static let insufficientPrivilege = SQLState("42501")
  public static let syntaxError = SQLState("42601")
  public static let undefinedColumn = SQLState("42703")
  public static let undefinedFunction = SQLState("42883")
  public static let undefinedTable = SQLState("42P01")
  public static let duplicatePreparedStatement = SQLState("42P05")
  public static let duplicateTable = SQLState("42P07")
  public static let objectInUse = SQLState("55006")
  public static let lockNotAvailable = SQLState("55P03")
  public static let queryCanceled = SQLState("57014")
  public static let adminShutdown = SQLState("57P01")
  public static let crashShutdown = SQLState("57P02")
  public static let cannotConnectNow = SQLState("57P03")
  public static let raisedException = SQLState("P0001")

  /// Running the whole transaction again may succeed: 40001 and 40P01.
  public var invitesRetry: Bool {
    self == .serializationFailure || self == .deadlockDetected
  }

  /// The connection leads to a server that is going away or is no longer the primary: do not use it again.
  public var condemnsConnection: Bool {
    switch self {
    case .readOnlyTransaction, .adminShutdown, .crashShutdown, .cannotConnectNow: true
    default: errorClass == "08"
    }
  }

  /// The server's message quotes the value that it rejects: class 22 (invalid text, out of range, bad JSON).
  var messageQuotesData: Bool { errorClass == "22" }
}

/// Lets `catch SQLState.uniqueViolation` match a `PostgresError`.
public func ~= (pattern: SQLState, error: any Error) -> Bool {
  (error as? PostgresError)?.sqlState == pattern
}
