import LibPQ

extension Monitor {
  /// The database and the server that answers now: `redress at 10.0.0.5:5432`.
  package func serverName() async throws -> String {
    let row = try await read(Statement.server.with())[0][0]
    let (database, host) = (try row.decode(String.self, "database"), try row.decode(String.self, "host"))
    return "\(database) at \(host):\(try row.decode(Int32.self, "port"))"
  }
}
