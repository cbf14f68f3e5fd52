import Foundation
import LibPQ

/// What customers said of how their complaints were handled (S33): numbers; what they wrote stands in their cases.
package struct SurveyReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  /// Of the days on which they were asked.
  package let period: ReportPeriod
  /// By kind of complaint; none of which nobody was asked.
  package let kinds: [KindSurvey]
}

/// The surveys of one kind of complaint.
package struct KindSurvey: Sendable, Hashable, Encodable {
  package let complaint: String
  package let asked: Int64
  package let answered: Int64
  /// 0 to 1.
  package let answerRate: Double
  /// In which something was said in words.
  package let withWords: Int64
  package let questions: [QuestionAnswers]
}

/// How one closed question was answered.
package struct QuestionAnswers: Sendable, Hashable, Encodable {
  package struct Answer: Sendable, Hashable, Encodable {
    /// `yes`, `no`, or a number of the scale.
    package let answer: String
    package let count: Int64
    /// Of the answers to the question, 0 to 1.
    package let share: Double
  }

  package let question: String
  package let answers: [Answer]
  /// Of a scale.
  package let mean: Double?

  init(_ question: String, _ counts: [(answer: String, count: Int64)]) {
    self.question = question
    let total = counts.reduce(0) { $0 + $1.count }
    let marks = counts.compactMap { count in Int64(count.answer).map { (mark: $0, count: count.count) } }
    answers = counts.sorted { (Int($0.answer) ?? 0, $0.answer) < (Int($1.answer) ?? 0, $1.answer) }.map {
      Answer(answer: $0.answer, count: $0.count, share: Double($0.count) / Double(total))
    }
    mean =
      marks.count == counts.count ? Double(marks.reduce(0) { $0 + $1.mark * $1.count }) / Double(total) : nil
  }
}

extension Monitor {
  package func surveys(of period: ReportPeriod) async throws -> SurveyReport {
    let answers = try await read(
      Statement.businessTime.with(), Statement.reportSurveys.with(period.start, period.end),
      Statement.reportAnswers.with(period.start, period.end))
    var counts: [String: [(question: String, answer: String, count: Int64)]] = [:]
    for row in answers[2] {
      counts[try row.decode(String.self, "kind"), default: []].append(
        (
          try row.decode(String.self, "question"), try row.decode(String.self, "answer"),
          try row.decode(Int64.self, "answers")
        ))
    }
    let kinds = try answers[1].map { row in
      let kind = try row.decode(String.self, "kind")
      let (asked, answered) = (try row.decode(Int64.self, "asked"), try row.decode(Int64.self, "answered"))
      let questions = Dictionary(grouping: counts[kind] ?? [], by: \.question)
      return KindSurvey(
        complaint: kind, asked: asked, answered: answered, answerRate: Double(answered) / Double(asked),
        withWords: try row.decode(Int64.self, "with_words"),
        questions: questions.sorted { $0.key < $1.key }.map { question, counts in
          QuestionAnswers(question, counts.map { ($0.answer, $0.count) })
        })
    }
    return SurveyReport(moment: try Moment(answers[0]), period: period, kinds: kinds)
  }
}
