/// An error that the server reported for a statement. Its transaction is rolled back.
///
/// `description` is fit for logs: code, statement, constraint, table and column, and the server's message
/// unless messages of that class quote data. `message`, `detail`, `hint` and `context` as the server wrote
/// them may contain customers' data: show them to the person who sent the data, log them never.
public struct PostgresError: Error, Hashable, Sendable {
  /// What kind of error it is.
  public let sqlState: SQLState
  /// ERROR, FATAL or PANIC, untranslated.
  public let severity: String
  /// The name of the statement; `nil` for a script.
  public internal(set) var statement: String?
  /// The server's message. May quote data.
  public let message: String
  /// May quote whole rows.
  public let detail: String?
  public let hint: String?
  /// Where in functions, or in which line of a COPY. May quote data.
  public let context: String?
  /// The violated constraint.
  public let constraint: String?
  public let schema: String?
  public let table: String?
  public let column: String?
  public let dataType: String?
  /// The character of the statement's text that the error points at, from 1.
  public let position: Int?

  /// For tests and stand-ins of callers; the library fills every field from the server's report.
  public init(
    sqlState: SQLState, statement: String? = nil, message: String, severity: String = "ERROR",
    detail: String? = nil, hint: String? = nil, context: String? = nil, constraint: String? = nil,
    schema: String? = nil, table: String? = nil, column: String? = nil, dataType: String? = nil,
    position: Int? = nil
  ) {
    self.sqlState = sqlState
    self.severity = severity
    self.statement = statement
    self.message = message
    self.detail = detail
    self.hint = hint
    self.context = context
    self.constraint = constraint
    self.schema = schema
    self.table = table
    self.column = column
    self.dataType = dataType
    self.position = position
  }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String {
    var text = sqlState.messageQuotesData ? sqlState.rawValue : "\(sqlState): \(message)"
    if let statement { text += ", statement \(statement)" }
    if let constraint { text += ", constraint \(constraint)" }
    if let table { text += ", table \(table)" }
    if let column { text += ", column \(column)" }
    if let position { text += ", at character \(position)" }
    return text
  }

  public var debugDescription: String { description }

  /// `dump` and `String(reflecting:)` of an enclosing value must not show more than `description` does.
  public var customMirror: Mirror {
    Mirror(self, children: ["description": description])
  }
}
