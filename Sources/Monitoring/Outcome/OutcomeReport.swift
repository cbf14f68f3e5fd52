package import Foundation
import LibPQ

/// What became of all complaints, what was given and what was told: the end of a demonstration, or of a year.
///
/// Reads every case, clock and message: for reports, not for a display that is refreshed.
package struct OutcomeReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  package let cases: [CaseOutcome]
  package let money: [MoneyOutcome]
  package let messages: [MessageOutcome]
  package let clocks: [ClockOutcome]
  /// The oldest ones.
  package let reviews: [OpenReview]
}

/// Cases that came to the same.
package struct CaseOutcome: Sendable, Hashable, Encodable {
  package let state: String
  /// Of the newest decision; `nil` where there is none.
  package let outcome: String?
  package let basis: String?
  package let cases: Int64

  init(_ row: Row) throws {
    state = try row.decode(String.self, "state")
    outcome = try row.decode(String?.self, "outcome")
    basis = try row.decode(String?.self, "basis")
    cases = try row.decode(Int64.self, "cases")
  }
}

/// What was given of one kind in one currency, in minor units.
package struct MoneyOutcome: Sendable, Hashable, Encodable {
  package let currency: String
  package let budget: String
  package let remedy: String
  /// Intended, under way or done.
  package let promisedMinor: Int64
  package let doneMinor: Int64
  package let entries: Int64

  init(_ row: Row) throws {
    currency = try row.decode(String.self, "currency")
    budget = try row.decode(String.self, "budget")
    remedy = try row.decode(String.self, "remedy")
    promisedMinor = try row.decode(Int64.self, "promised_minor")
    doneMinor = try row.decode(Int64.self, "done_minor")
    entries = try row.decode(Int64.self, "entries")
  }
}

/// Messages of one kind in one language.
package struct MessageOutcome: Sendable, Hashable, Encodable {
  package let kind: String
  package let locale: String
  package let sent: Int64
  package let unsent: Int64

  init(_ row: Row) throws {
    kind = try row.decode(String.self, "kind")
    locale = try row.decode(String.self, "locale")
    sent = try row.decode(Int64.self, "sent")
    unsent = try row.decode(Int64.self, "unsent")
  }
}

/// How the clocks of one kind ended.
package struct ClockOutcome: Sendable, Hashable, Encodable {
  package let clock: String
  /// Stopped in time.
  package let met: Int64
  /// Over before what was due was done, whether it was done later or not.
  package let breached: Int64
  package let running: Int64

  init(_ row: Row) throws {
    clock = try row.decode(String.self, "kind")
    met = try row.decode(Int64.self, "met")
    breached = try row.decode(Int64.self, "breached")
    running = try row.decode(Int64.self, "running")
  }
}

/// A case that waits for a person.
package struct OpenReview: Sendable, Hashable, Encodable {
  package let reference: String
  /// The kind of complaint.
  package let complaint: String
  package let reason: String
  package let openedAt: Date

  init(_ row: Row) throws {
    reference = try row.decode(String.self, "reference")
    complaint = try row.decode(String.self, "complaint")
    reason = try row.decode(String.self, "reason")
    openedAt = try row.decode(Date.self, "opened_at")
  }
}

extension Monitor {
  /// - Parameter reviews: how many of the cases that wait for a person are named.
  package func outcome(reviews: Int = 20) async throws -> OutcomeReport {
    let answers = try await read(
      Statement.businessTime.with(), Statement.outcomeCases.with(), Statement.outcomeMoney.with(),
      Statement.outcomeMessages.with(), Statement.outcomeClocks.with(),
      Statement.outcomeReviews.with(Int64(reviews)))
    return OutcomeReport(
      moment: try Moment(answers[0]), cases: try answers[1].map(CaseOutcome.init),
      money: try answers[2].map(MoneyOutcome.init), messages: try answers[3].map(MessageOutcome.init),
      clocks: try answers[4].map(ClockOutcome.init), reviews: try answers[5].map(OpenReview.init))
  }
}
