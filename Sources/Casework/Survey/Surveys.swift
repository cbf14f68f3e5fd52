import Complaints
import Foundation
import JobQueue
import LibPQ

/// What the messages of a batch ask their customers (S33).
enum Surveys {
  /// Makes a code for each message that is a survey, and writes down what it asks: before any of them is sent, so that
  /// every code that leaves the house is known. By notification; none where the policy has no survey.
  static func ask(
    _ sources: [NotificationSource], _ policies: [PolicyKey: Policy], in pool: Pool
  ) async throws -> [Int64: SurveyCode] {
    var codes: [Int64: SurveyCode] = [:]
    var questions: [JSONText] = []
    var ends: [Date] = []
    var asked: [Int64] = []
    for source in sources where source.kind == .survey && !source.isErased {
      let policy = try policies.policy(of: source.policy)
      guard let survey = policy.survey, let replyBy = source.facts.replyBy else { continue }
      asked.append(source.notificationID)
      codes[source.notificationID] = SurveyCode()
      questions.append(try JSONText(encoding: survey.forms))
      ends.append(policy.zone.startOfDay(replyBy.adding(days: 1)))
    }
    guard !asked.isEmpty else { return [:] }
    try await pool.execute(
      .askSurveys, asked, asked.compactMap { codes[$0]?.description }, questions, ends)
    return codes
  }
}

extension SurveyRule {
  /// How each question is answered, by its id, in the words of the policy file.
  fileprivate var forms: [String: String] {
    Dictionary(uniqueKeysWithValues: questions.map { ($0.id, $0.answer.form) })
  }
}

extension SurveyQuestion.Answer {
  fileprivate var form: String {
    switch self {
    case .yesNo: "yes_no"
    case .scale(let top): "1-\(top)"
    case .text: "text"
    }
  }
}

extension Statement {
  static let askSurveys = Statement("ask_surveys", file: PackageResources.ask_surveys_sql)
  static let answerSurvey = Statement("answer_survey", file: PackageResources.answer_survey_sql)
}
