import Foundation
import Gateways
import JobQueue
import LibPQ

/// What the shop's own people are to be told, gathered until their next mail.
enum StaffNotices {
  /// Writes them beside what they tell of, with the job that looks whether a mail is due. Who has no address is told nothing: a
  /// shop without a list of handlers has its cases' lists.
  ///
  /// To who answers for the cases as the tables have it now.
  static func add(_ batch: [NewStaffNotice], in transaction: Transaction) async throws {
    guard !batch.isEmpty else { return }
    let rows = try await transaction.execute(
      .addStaffNotices, batch.map(\.caseID), batch.map(\.kind.rawValue), batch.map(\.about),
      batch.map(\.cycle), batch.map(\.due), batch.map(\.recipient.person), batch.map(\.recipient.address),
      batch.map(\.notBefore))
    // One look for all that is told at one time: the rows say what there is to tell.
    let moments = Set(try rows.map { try $0.decode(Date?.self, "run_at") })
    try await JobQueue.enqueue(
      moments.map { NewJob(StaffDigestJob(), runAt: $0, timeline: BusinessTime.timeline) }, in: transaction)
  }
}

extension NewStaffNotice.Recipient {
  /// `nil`: who answers for the case.
  fileprivate var person: String? {
    if case .holder(let name, _) = self { name ?? "" } else { nil }
  }

  /// Where no list knows the person. A telephone number is none.
  fileprivate var address: String? {
    guard case .holder(_, let contact) = self else { return nil }
    return (try? MailAddress(contact))?.address
  }
}

/// The statements about what the shop's people are told; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let addStaffNotices = Statement("add_staff_notices", file: PackageResources.add_staff_notices_sql)
  static let lockStaffDigests = Statement("lock_staff_digests", file: PackageResources.lock_staff_digests_sql)
  static let makeStaffDigests = Statement("make_staff_digests", file: PackageResources.make_staff_digests_sql)
  static let readStaffDigests = Statement("read_staff_digests", file: PackageResources.read_staff_digests_sql)
  static let markStaffDigests = Statement("mark_staff_digests", file: PackageResources.mark_staff_digests_sql)
  static let nextStaffDigest = Statement("next_staff_digest", file: PackageResources.next_staff_digest_sql)
}
