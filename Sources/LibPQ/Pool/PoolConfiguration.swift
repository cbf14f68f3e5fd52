/// The server, and the bounds of a pool.
public struct PoolConfiguration: Sendable {
  public var connection: ConnectionConfiguration

  /// Connections that many tasks share for short units, pipelined. A second one only helps when one
  /// server process is not enough: two or three do for thousands of callers.
  public var sharedConnections = 2

  /// How many units may be under way on each shared connection; more of them wait.
  public var unitsPerSharedConnection = 256

  /// Connections that are lent to one task at a time: transactions, COPY, scripts, long statements.
  public var exclusiveConnections = 8

  /// How long a task waits for a connection. Lost servers are tried again for as long.
  public var waitTimeout: Duration = .seconds(5)

  public init(_ connection: ConnectionConfiguration) {
    self.connection = connection
  }

  /// With a URI or keywords as libpq knows them; empty for the `PG*` environment.
  public init(_ connectionString: String = "") {
    connection = ConnectionConfiguration(connectionString)
  }
}
