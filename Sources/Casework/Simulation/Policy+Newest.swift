package import Complaints
package import LibPQ

extension Policy {
  /// The version of a policy that was counted up last, as the database stored it; `nil` when it has none.
  ///
  /// Throws `PolicyProblems` when this program cannot read what another one stored.
  package static func newest(_ id: String, in executor: some StatementExecutor) async throws -> Policy? {
    guard let row = try await executor.execute(.newestPolicy, id).first else { return nil }
    return try Policy.read(try row.decode(String.self, "document"))
  }
}
