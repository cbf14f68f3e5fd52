package import Complaints
package import LibPQ

extension PolicyVersions {
  /// These, and what the database has stored of the policy's other versions: a complaint of last week is received under last week's
  /// version, whichever file is given.
  ///
  /// - Throws: `PolicyVersionProblems` where they do not go together; `PolicyUnreadable` where a newer program stored one.
  package func withStored(in executor: some StatementExecutor) async throws -> PolicyVersions {
    let given = Set(named.map(\.policy.version))
    let stored = try await executor.execute(.storedPolicies, id, Array(given).map(String.init)).map { row in
      let version = try row.decode(String.self, "version")
      do {
        return Named(
          "version \(version) in the database", try Policy.read(try row.decode(String.self, "document")))
      } catch let problems as PolicyProblems {
        throw PolicyUnreadable(key: PolicyKey(id: id, version: version), problems: problems)
      }
    }
    return try PolicyVersions(named + stored)
  }
}
