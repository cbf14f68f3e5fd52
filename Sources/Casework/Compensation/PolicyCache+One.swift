import Complaints

/// A case names a policy that the database does not have.
struct PolicyMissing: Error, Hashable, Sendable, CustomStringConvertible {
  let key: PolicyKey

  var description: String { "\(key) is not in the database" }
}

extension [PolicyKey: Policy] {
  /// The policy of a case. Its absence is a fault of the data that stops this case, not the process.
  func policy(of key: PolicyKey) throws(PolicyMissing) -> Policy {
    guard let policy = self[key] else { throw PolicyMissing(key: key) }
    return policy
  }
}
