/// What a customer is asked when all is done (S33).
package struct SurveyRule: Sendable, Hashable {
  /// How long it can be answered.
  package let openFor: Term
  /// In the order in which they are asked; at least one closed and one open question.
  package let questions: [SurveyQuestion]
}

/// One question of the survey.
package struct SurveyQuestion: Sendable, Hashable {
  /// How it is answered.
  package enum Answer: Sendable, Hashable {
    case yesNo
    /// From 1, the worst, to so much.
    case scale(upTo: Int)
    /// In the customer's own words.
    case text

    /// Whether it can be counted.
    package var isClosed: Bool { self != .text }
  }

  /// Names it in tables and reports; stays when the text is improved.
  package let id: String
  package let answer: Answer
  /// In every language of the survey.
  package let text: [MessageLanguage: String]
}
