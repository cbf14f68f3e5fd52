package import Gateways
package import JobQueue
package import LibPQ

/// Something of a case was erased: what lies outside of the database goes, too.
package struct ForgetJob: JobArguments, Hashable {
  package static let kind = "forget"
  /// Of those who write messages: they have the folders.
  package static let queue = "notify"
  package let caseID: Int64

  package init(caseID: Int64) { self.caseID = caseID }

  private enum CodingKeys: String, CodingKey { case caseID = "case" }

  /// Nobody waits for it: after everything that customers wait for.
  static func of(_ caseID: Int64) -> NewJob<ForgetJob> { NewJob(ForgetJob(caseID: caseID), band: 2) }
}

/// The step `forget`: removes from the store of attachments whatever no row speaks of, and, where the words of the case are erased, the
/// messages that the embedded gateways keep.
///
/// Under the case's lock, so that nothing is put while something is removed. What the files should be is read from the tables: running it
/// again, or after a crash, removes the rest, and nothing else.
package struct ForgetHandler: JobHandler {
  private let store: any AttachmentStore
  private let archive: MessageArchive

  package init(store: any AttachmentStore, archive: MessageArchive) {
    self.store = store
    self.archive = archive
  }

  package func plan(
    _ jobs: [Job<ForgetJob>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<Void> {
    let heads = try await CaseHead.lock(Array(Set(jobs.map(\.arguments.caseID))), in: transaction)
    var messages: [String] = []
    for head in heads {
      let kept = try await transaction.execute(.keptDigests, head.caseID).compactMap { row in
        SHA256Digest(bytes: try row.decode([UInt8].self, "digest"))
      }
      try await store.removeAll(but: Set(kept), for: head.reference)
      guard head.isErased else { continue }
      messages += try await transaction.execute(.caseNotifications, head.caseID).map { row in
        NotificationSource.key(try row.decode(Int64.self, "notification_id"))
      }
    }
    // What was handed over inside the shop holds what is gone now.
    try archive.removeHandedOver(of: heads.map(\.reference))
    try archive.remove(keys: messages)
    return JobPlan(())
  }
}
