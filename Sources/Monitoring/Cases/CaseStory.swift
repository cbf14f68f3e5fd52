package import Complaints
package import Foundation
import JobQueue
import LibPQ

/// The whole story of a case, for an operator: what it is, why it stands where it stands, and everything that happened to it.
///
/// No word of the customer's is in it; see `CaseView`.
package struct CaseStory: Sendable, Encodable {
  package let moment: Moment
  package let head: CaseView
  package let standstill: Standstill
  /// Newest last.
  package let facts: [Fact]
  /// There are earlier ones: more than were asked for.
  package let earlierFactsAreLeftOut: Bool

  /// One thing that happened.
  package struct Fact: Sendable, Hashable, Encodable {
    /// Business time.
    package let at: Date
    /// An event of the history, or `option_listed`, `payment_unknown`, `message_written`, `clock_started`, `clock_stopped`,
    /// `promise_broken`.
    package let kind: String
    /// `rules`, `customer`, `clock`, or `person:` and a name; `nil` where the tables do not say.
    package let actor: String?
    /// Ids, amounts, times and words of ours.
    package let details: [String: FactValue]
  }

  private enum CodingKeys: CodingKey {
    case moment, reference, externalReference, complaint, state, stateSince, policy, responsible,
      escalationLevel
    case receivedAt, closedAt, repeats, nextDue, standstill, facts, earlierFactsAreLeftOut
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(moment, forKey: .moment)
    try container.encode(head.reference, forKey: .reference)
    try container.encode(head.externalReference, forKey: .externalReference)
    try container.encode(head.complaint, forKey: .complaint)
    try container.encode(head.state, forKey: .state)
    try container.encode(head.stateSince, forKey: .stateSince)
    try container.encode(head.policy, forKey: .policy)
    try container.encode(head.responsible, forKey: .responsible)
    try container.encode(head.escalationLevel, forKey: .escalationLevel)
    try container.encode(head.receivedAt, forKey: .receivedAt)
    try container.encodeIfPresent(head.closedAt, forKey: .closedAt)
    try container.encodeIfPresent(head.repeats, forKey: .repeats)
    try container.encodeIfPresent(head.nextDue, forKey: .nextDue)
    try container.encode(standstill, forKey: .standstill)
    try container.encode(facts, forKey: .facts)
    try container.encode(earlierFactsAreLeftOut, forKey: .earlierFactsAreLeftOut)
  }
}

/// There is nothing of that name to look at.
package enum Unknown: Error, Sendable, Hashable {
  case caseReference(String)
  case job(Int64)

  /// In large letters. What is written otherwise is no case's, and not asked for.
  fileprivate static func reference(_ text: String) throws(Unknown) -> String {
    let reference = text.uppercased()
    guard reference.wholeMatch(of: /R[0-9]{1,18}/) != nil else { throw .caseReference(reference) }
    return reference
  }
}

extension Monitor {
  /// Facts of a story that are read at most; the random lives of a test have some hundreds.
  package static let mostFacts = 2_000

  /// - Parameters:
  ///   - reference: `R0000012`; small letters do as well.
  ///   - limit: so many facts, the newest.
  /// - Throws: `Unknown` when there is no such case.
  package func story(of reference: String, limit: Int = Monitor.mostFacts) async throws -> CaseStory {
    let reference = try Unknown.reference(reference)
    return try await look { look in
      let (moment, view, standstill) = try await look.standing(of: reference)
      let rows = try await look.read(Statement.caseFacts.with(reference, Int64(limit) + 1))[0]
      let facts = try rows.map(CaseStory.Fact.init)
      return CaseStory(
        moment: moment, head: view, standstill: standstill, facts: facts.prefix(limit).reversed(),
        earlierFactsAreLeftOut: facts.count > limit)
    }
  }

  /// Why a case is not moving.
  ///
  /// - Throws: `Unknown` when there is no such case.
  package func standstill(of reference: String) async throws -> StandstillReport {
    let reference = try Unknown.reference(reference)
    return try await look { look in
      let (moment, _, standstill) = try await look.standing(of: reference)
      return StandstillReport(moment: moment, reference: reference, standstill: standstill)
    }
  }
}

extension Monitor.Look {
  /// The case with its jobs. Only what the first of them waits for is asked of the queue: that counts what is ahead of it.
  fileprivate func standing(of reference: String) async throws -> (Moment, CaseView, Standstill) {
    let answers = try await read(
      Statement.businessTime.with(), Statement.caseView.with(reference),
      Statement.caseJobs.with(reference))
    guard let row = answers[1].first else { throw Unknown.caseReference(reference) }
    let moment = try Moment(answers[0])
    let view = try DomainJSON.decode(CaseView.self, from: try row.decode(String.self, "document"))
    let jobs = try await jobs(try answers[2].map { try $0.decode(Int64.self, "job") })
    let open = jobs.filter(\.listing.state.isOpen).sorted { $0.precedence < $1.precedence }
    var explanation: String?
    if let job = open.first { explanation = try await explain(job.listing.job) }
    return (moment, view, Standstill(view, jobs: open, explanation: explanation, at: moment.businessTime))
  }
}

extension TracedJob {
  /// What was given up comes first, then the case's own next step, then its messages.
  fileprivate var precedence: Int {
    listing.state.rank + (listing.state != .dead && listing.queue == "notify" ? 10 : 0)
  }
}

extension CaseStory.Fact {
  fileprivate init(_ row: Row) throws {
    at = try row.decode(Date.self, "at")
    kind = try row.decode(String.self, "kind")
    actor = try row.decode(String?.self, "actor")
    details = try DomainJSON.decode([String: FactValue].self, from: try row.decode(String.self, "details"))
  }
}
