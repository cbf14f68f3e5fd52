package import Complaints
package import LibPQ

extension Policy {
  /// Stores the policy's document, so that cases can be received under it. Storing the same one again changes nothing.
  ///
  /// Throws `PolicyConflict` when another document is stored under the same id and version: what is pinned to a case must not change
  /// by somebody editing a file without counting its version up.
  package func pin(in executor: some StatementExecutor) async throws {
    let key = PolicyKey(self)
    let rows = try await executor.executeUnit([
      Statement.pinPolicy.with(key.id, key.version, source),
      Statement.readPolicies.with([key.id], [key.version]),
    ])[1]
    guard try rows.first?.decode(String.self, "document") == source else { throw PolicyConflict(key: key) }
  }
}

/// Two documents under one id and version.
package struct PolicyConflict: Error, Hashable, Sendable, CustomStringConvertible {
  package let key: PolicyKey

  package var description: String {
    """
    policy \(key) is stored with another text, and cases may have been received under it: \
    give the changed policy the next version
    """
  }
}
