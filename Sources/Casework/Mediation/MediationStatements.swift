import JobQueue
import LibPQ

/// The statements of mediations; each is a file of sql/casework/statements, which says why it is as it is.
extension Statement {
  static let openMediation = Statement("open_mediation", file: PackageResources.open_mediation_sql)
  static let currentMediation = Statement("current_mediation", file: PackageResources.current_mediation_sql)
  static let addProposal = Statement("add_proposal", file: PackageResources.add_proposal_sql)
  static let agreeToProposal = Statement("agree_to_proposal", file: PackageResources.agree_to_proposal_sql)
  static let closeMediation = Statement("close_mediation", file: PackageResources.close_mediation_sql)
}
