/// How to reach the server, and what every session is like.
public struct ConnectionConfiguration: Sendable {
  /// A URI (`postgresql://…`) or keywords (`host=… dbname=…`), as libpq knows them: several hosts,
  /// `target_session_attrs`, certificates, service and password files. What it leaves open comes from the
  /// `PG*` environment; empty means all of it.
  public var connectionString: String

  /// More of libpq's keywords; they win over the string.
  public var options: [String: String] = [:]

  /// For each address of each host, from the first packet to a session that can be used.
  /// `connect_timeout` in the string wins.
  public var connectTimeout: Duration = .seconds(5)

  /// For statements that bring no timeout of their own. Set as the session's `statement_timeout` too, so
  /// that the server stops what nobody waits for any more.
  public var statementTimeout: Duration = .seconds(30)

  /// Whether statements are prepared once per connection and then run by name.
  ///
  /// Must be false behind a pooler that gives each transaction another session and does not follow
  /// prepared statements: pgbouncer before 1.21 in transaction mode. Costs 20–40 % of a short statement.
  public var preparedStatements = true

  /// Settings of each session, such as `["lock_timeout": "5s", "TimeZone": "UTC"]`. Not set behind a pooler
  /// in transaction mode, where they would leak to strangers: give them to the role instead.
  public var sessionSettings: [String: String] = [:]

  /// Told of the server's notices, on the event loop: must be quick. Notices may quote data.
  public var onNotice: (@Sendable (PostgresError) -> Void)?

  public init(_ connectionString: String = "") {
    self.connectionString = connectionString
  }
}
