package import Complaints
package import LibPQ

/// The policies of cases, read once each: a version never changes, and parsing one costs milliseconds.
package actor PolicyShelf {
  package struct Key: Hashable, Sendable {
    package let id: String
    package let version: String

    package init(id: String, version: String) {
      self.id = id
      self.version = version
    }
  }

  private var policies: [Key: Policy] = [:]

  package init() {}

  /// The policies of these keys. Throws `PolicyMissing` or `PolicyProblems` when one cannot be had: its cases wait until it can.
  package func policies(
    for keys: Set<Key>, in executor: any StatementExecutor
  ) async throws -> [Key: Policy] {
    let missing = keys.filter { policies[$0] == nil }
    if !missing.isEmpty {
      let rows = try await executor.execute(.readPolicies, missing.map(\.id), missing.map(\.version))
      for row in rows {
        let key = Key(id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "version"))
        policies[key] = try Policy.read(try row.decode(String.self, "document"))
      }
    }
    return try Dictionary(
      uniqueKeysWithValues: keys.map { key in
        guard let policy = policies[key] else { throw PolicyMissing(key: key) }
        return (key, policy)
      })
  }
}

/// A case names a policy that the database does not have.
package struct PolicyMissing: Error, Hashable, Sendable, CustomStringConvertible {
  package let key: PolicyShelf.Key

  package var description: String { "the policy \(key.id), version \(key.version), is not in the database" }
}
