import ArgumentParser
import Casework
import Complaints
import Foundation
import Monitoring
import Programs

struct CaseList: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists cases, newest first; or those that wait for a person, the nearest deadline first.",
    discussion: """
      redress case list --mine             (what you have open)
      redress case list --review --mine    (what of it waits for a decision)
      redress case list --handler "Ewa Maj" --state closed
      """)

  @Flag(help: "Only cases that wait for a person's decision.")
  var review = false

  @Option(help: ArgumentHelp("Only cases in this state.", valueName: "state"))
  var state: CaseState?

  @Option(
    help: ArgumentHelp(
      "Only cases for which that person answers; without --state, those that are not settled.",
      valueName: "name"))
  var handler: String?

  @Flag(help: "The same for you.")
  var mine = false

  @Option(help: "How many are listed at most.")
  var limit: Int = 100

  @OptionGroup var person: PersonOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (1...10_000).contains(limit) else { throw ValidationError("--limit is between 1 and 10000.") }
    guard !review || state == nil else { throw ValidationError("--review and --state exclude each other.") }
    guard handler == nil || !mine else { throw ValidationError("Say --handler NAME or --mine.") }
  }

  private struct Reviews: Encodable {
    let reviews: [Casework.OpenReview]
  }

  private struct Cases: Encodable {
    let cases: [ListedCase]
  }

  func run() async throws {
    try await database.withPool { pool in
      let responsible = mine ? try await CaseDesk(pool: pool).person(person.by).personName : handler
      if review {
        let reviews = try await CaseDesk(pool: pool).openReviews(limit: limit, responsible: responsible)
        try output.print(Reviews(reviews: reviews)) { Self.lines(reviews, for: $0) }
      } else {
        let cases = try await Monitor(pool).cases(state: state, responsible: responsible, limit: limit)
        try output.print(Cases(cases: cases)) { Self.lines(cases, for: $0) }
      }
    }
  }

  private static func lines(_ reviews: [Casework.OpenReview], for terminal: Terminal) -> [String] {
    guard !reviews.isEmpty else { return ["No case waits for a person."] }
    var table = TextTable(
      .text("case"), .flexible("complaint"), .flexible("because"), .flexible("rules propose"),
      .text("answer due"))
    for review in reviews {
      table.add(
        review.reference, review.kind.spaced, review.reason.spaced, review.proposal?.spaced ?? "",
        review.answerDue.map(instantText) ?? "")
    }
    return table.lines(for: terminal) + ["", "Decide one with: redress case decide CASE …"]
  }

  private static func lines(_ cases: [ListedCase], for terminal: Terminal) -> [String] {
    guard !cases.isEmpty else { return ["There is no such case."] }
    var table = TextTable(
      .text("case"), .flexible("complaint"), .text("state"), .text("received"), .dispensable("responsible"))
    for entry in cases {
      table.add(
        entry.reference, entry.complaint.spaced, entry.state.spaced, instantText(entry.receivedAt),
        entry.responsible)
    }
    return table.lines(for: terminal)
  }
}

extension CaseState: ExpressibleByArgument {}
