import JobQueue
import LibPQ

/// What is decided, chosen and put before people; each is a file of sql/casework/statements.
extension Statement {
  static let addDecisions = Statement("add_decisions", file: PackageResources.add_decisions_sql)
  static let addOptions = Statement("add_options", file: PackageResources.add_options_sql)
  static let addChoices = Statement("add_choices", file: PackageResources.add_choices_sql)
  static let openReviews = Statement("open_reviews", file: PackageResources.open_reviews_sql)
  static let closeReviews = Statement("close_reviews", file: PackageResources.close_reviews_sql)
}
