extension SurveyRule {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let openFor = section.section("open_for").flatMap { Term($0) }
    let questions = section.sections("questions").compactMap { SurveyQuestion($0) }
    for (id, same) in Dictionary(grouping: questions, by: \.id) where same.count > 1 {
      section.complain("questions", "\(id) stands here twice: nobody could tell the answers apart")
    }
    if !questions.contains(where: \.answer.isClosed) || questions.allSatisfy(\.answer.isClosed) {
      section.complain("questions", "a survey has at least one closed and one open question (S33)")
    }
    let languages = questions.reduce(into: Set<MessageLanguage>()) { $0.formUnion($1.text.keys) }
    for question in questions {
      for language in MessageLanguage.allCases
      where languages.contains(language) && question.text[language] == nil {
        section.complain("questions", "\(question.id) has no text in \(language.rawValue), and others have")
      }
    }
    guard let openFor else { return nil }
    self.init(openFor: openFor, questions: questions)
  }
}

extension SurveyQuestion {
  init?(_ section: PolicySection) {
    defer { section.finish() }
    let id = section.required("id", .identifier)
    let answer = section.required("answer", .answer)
    let text = section.section("text").map { SurveyQuestion.texts($0) }
    guard let id, let answer, let text else { return nil }
    self.init(id: id, answer: answer, text: text)
  }

  /// Keys are languages.
  private static func texts(_ section: PolicySection) -> [MessageLanguage: String] {
    defer { section.finish() }
    var texts: [MessageLanguage: String] = [:]
    for language in MessageLanguage.allCases { texts[language] = section.optional(language.rawValue, .text) }
    if texts.isEmpty { section.complain(nil, "is empty: the question needs a text in at least one language") }
    return texts
  }
}

extension PolicyScalar where Value == SurveyQuestion.Answer {
  static var answer: Self {
    PolicyScalar(expectation: "yes_no, text, or a scale such as 1-5 (up to 1-10)") { text in
      switch text {
      case "yes_no": return .yesNo
      case "text": return .text
      default:
        guard text.hasPrefix("1-"), let top = Int(text.dropFirst(2)), (2...10).contains(top) else {
          return nil
        }
        return .scale(upTo: top)
      }
    }
  }
}
