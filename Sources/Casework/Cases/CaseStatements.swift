import JobQueue
import LibPQ

/// The statements of the case commands; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let findCase = Statement("find_case", file: PackageResources.find_case_sql)
  static let readOffer = Statement("read_offer", file: PackageResources.read_offer_sql)
  static let addNote = Statement("add_note", file: PackageResources.add_note_sql)
  static let setAccount = Statement("set_account", file: PackageResources.set_account_sql)
  static let addStatement = Statement("add_statement", file: PackageResources.add_statement_sql)
  static let readProposal = Statement("read_proposal", file: PackageResources.read_proposal_sql)
  static let readSecrets = Statement("read_secrets", file: PackageResources.read_secrets_sql)
  static let addInformation = Statement("add_information", file: PackageResources.add_information_sql)
  static let listReviews = Statement("list_reviews", file: PackageResources.list_reviews_sql)
  static let readClockEnd = Statement("read_clock_end", file: PackageResources.read_clock_end_sql)
  static let addCommitment = Statement("add_commitment", file: PackageResources.add_commitment_sql)
  static let lockCommitment = Statement("lock_commitment", file: PackageResources.lock_commitment_sql)
  static let endCommitment = Statement("end_commitment", file: PackageResources.end_commitment_sql)
  static let listAttachments = Statement("list_attachments", file: PackageResources.list_attachments_sql)
  static let addAttachment = Statement("add_attachment", file: PackageResources.add_attachment_sql)
  static let showSnapshots = Statement("show_snapshots", file: PackageResources.show_snapshots_sql)
  static let readRunningClocks = Statement(
    "read_running_clocks", file: PackageResources.read_running_clocks_sql)
  static let showCase = Statement("show_case", file: PackageResources.show_case_sql)
  static let setChannel = Statement("set_channel", file: PackageResources.set_channel_sql)
}
