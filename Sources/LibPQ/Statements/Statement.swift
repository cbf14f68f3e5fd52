/// A statement of SQL with a stable name, which errors and logs show and under which it is prepared.
///
/// Make it once, as a constant. Parameters are `$1`, `$2` …; never build SQL out of data.
public struct Statement: Hashable, Sendable {
  /// Short and stable, such as `claim_batch`.
  public let name: String
  /// One statement of SQL.
  public let sql: String

  public init(_ name: String, _ sql: String) {
    self.name = name
    self.sql = sql
  }

  /// The statement together with its parameters, for `executeUnit`.
  public func with(_ parameters: any PostgresEncodable...) -> BoundStatement {
    BoundStatement(self, parameters)
  }

  /// Hashing a long text for each execution would be felt; the name nearly always decides.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
  }
}

/// A statement and the values of its parameters.
public struct BoundStatement: Sendable {
  public let statement: Statement
  /// The value of `$1` first.
  public let parameters: [any PostgresEncodable]

  public init(_ statement: Statement, _ parameters: [any PostgresEncodable]) {
    self.statement = statement
    self.parameters = parameters
  }
}
