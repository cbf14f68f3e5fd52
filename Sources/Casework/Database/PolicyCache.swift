package import Complaints
package import LibPQ
import Synchronization

/// Which version of which policy.
package struct PolicyKey: Sendable, Hashable, CustomStringConvertible {
  package let id: String
  /// As the tables hold it.
  package let version: String

  package init(id: String, version: String) {
    self.id = id
    self.version = version
  }

  /// Reads the columns `policy_id` and `policy_version`.
  init(_ row: Row) throws {
    self.init(
      id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "policy_version"))
  }

  package init(_ policy: Policy) {
    self.init(id: policy.id, version: String(policy.version))
  }

  package var description: String { "\(id) version \(version)" }
}

/// The policies that cases were received under, read from the database once each: a version never changes.
package actor PolicyCache {
  /// By their texts, for all caches of this process: reading a text takes longer than fetching it. One for each version that
  /// cases are open under, and so few.
  private static let parsed = Mutex<[String: Policy]>([:])

  private var known: [PolicyKey: Policy] = [:]

  package init() {}

  /// The policies of a batch of cases, with at most one statement.
  ///
  /// Throws `PolicyUnreadable` when this program cannot read what another one stored.
  package func policies(
    _ keys: Set<PolicyKey>, in executor: some StatementExecutor
  ) async throws -> [PolicyKey: Policy] {
    let missing = keys.filter { known[$0] == nil }
    if !missing.isEmpty {
      let rows = try await executor.execute(.readPolicies, missing.map(\.id), missing.map(\.version))
      for row in rows {
        let key = PolicyKey(
          id: try row.decode(String.self, "policy_id"), version: try row.decode(String.self, "version"))
        do {
          known[key] = try PolicyCache.read(try row.decode(String.self, "document"))
        } catch let problems as PolicyProblems {
          throw PolicyUnreadable(key: key, problems: problems)
        }
      }
    }
    return known.filter { keys.contains($0.key) }
  }

  private static func read(_ text: String) throws(PolicyProblems) -> Policy {
    if let policy = parsed.withLock({ $0[text] }) { return policy }
    let policy = try Policy.read(text)
    parsed.withLock { $0[text] = policy }
    return policy
  }
}

/// A stored policy means nothing to this program: it was stored by a newer one, as a rule.
package struct PolicyUnreadable: Error, Sendable, CustomStringConvertible {
  package let key: PolicyKey
  package let problems: PolicyProblems

  package var description: String { "policy \(key) in the database cannot be read: \(problems)" }
}
