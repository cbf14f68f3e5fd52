import Complaints
package import LibPQ

/// What customers answer when all is done. For a person who was told on the telephone; a shop's front door calls
/// `casework.answer_survey` itself.
package struct SurveyDesk: Sendable {
  private let pool: Pool

  package init(pool: Pool) { self.pool = pool }

  /// What an answer came to.
  package enum Outcome: String, Sendable, Hashable {
    case recorded
    /// The matter is not settled: a person decides anew.
    case reopened
  }

  /// Records the answers to one survey, once.
  ///
  /// - Parameter answers: by the question's id: `yes` or `no`, a number, or the customer's words. The function in the
  ///   database holds them against what was asked, and throws `PostgresError` of class CW.
  package func answer(_ code: String, _ answers: [String: String]) async throws -> Outcome {
    let row = try await pool.execute(.answerSurvey, code, try JSONText(encoding: answers))[0]
    switch try row.decode(String.self, "outcome") {
    case "answered": throw SurveyRefusal.answered
    case "expired": throw SurveyRefusal.expired
    case let word:
      guard let outcome = Outcome(rawValue: word) else { throw SurveyRefusal.unknownCode }
      return outcome
    }
  }
}

/// Why an answer is not taken. No personal data.
package enum SurveyRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case unknownCode, answered, expired

  package var description: String {
    switch self {
    case .unknownCode: "no survey has this code"
    case .answered: "this survey was answered before"
    case .expired: "the time for this survey is over"
    }
  }
}
