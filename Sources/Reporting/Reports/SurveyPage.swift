package import Complaints
package import Monitoring
import Programs

/// What customers said, for people.
extension Page {
  package init(_ report: SurveyReport) {
    self.init(
      "Surveys", moment: report.period.line(report.moment), .asked(report), .answers(report))
  }
}

extension Page.Section {
  fileprivate static func asked(_ report: SurveyReport) -> Self {
    var section = Self(
      "survey", "Who was asked", .flexible("complaint"), .number("asked"), .number("answered"),
      .number("rate"), .number("in words"))
    if report.kinds.isEmpty { section.say("Nobody was asked in these days.") }
    for kind in report.kinds {
      section.add(
        "\(kind.complaint)", "\(countText(kind.asked))", "\(countText(kind.answered))",
        "\(percentText(kind.answerRate))", "\(countText(kind.withWords))")
    }
    return section
  }

  fileprivate static func answers(_ report: SurveyReport) -> Self {
    var section = Self(
      "survey-answers", "What customers said", .flexible("complaint"), .flexible("question"),
      .text("answer"), .number("given"), .number("share"), .number("mean"))
    for kind in report.kinds {
      for question in kind.questions {
        for answer in question.answers {
          section.add(
            "\(kind.complaint)", "\(question.question)", "\(answer.answer)", "\(countText(answer.count))",
            "\(percentText(answer.share))", "\(question.mean.map { "\(($0 * 10).rounded() / 10)" } ?? "")")
        }
      }
    }
    let given = Dictionary(grouping: report.kinds.flatMap(\.questions), by: \.question)
    for (question, kinds) in given.sorted(by: { $0.key < $1.key }) {
      section.draw(chart(of: question, kinds.flatMap(\.answers)))
    }
    return section
  }

  /// The answers of all kinds of complaint to one question.
  private static func chart(of question: String, _ answers: [QuestionAnswers.Answer]) -> Chart {
    let counts = Dictionary(grouping: answers, by: \.answer)
      .mapValues { $0.reduce(0) { $0 + $1.count } }
      .sorted { (Int($0.key) ?? 0, $0.key) < (Int($1.key) ?? 0, $1.key) }
    let total = counts.reduce(0) { $0 + $1.value }
    let labels = counts.map { "\(percentText(Double($0.value) / Double(total))), \(countText($0.value))" }
    return Chart(
      title: question, summary: zip(counts, labels).map { "\($0.key): \($1)" }.joined(separator: "; "),
      form: .bars, unit: .share, categories: counts.map(\.key),
      series: [
        Chart.Series(name: "share", values: counts.map { Double($0.value) / Double(total) })
      ], labels: labels, isSmall: true)
  }
}

extension SpreadsheetText {
  package init(_ report: SurveyReport) {
    self.init(["complaint", "asked", "answered", "question", "answer", "given", "share", "mean"])
    for kind in report.kinds {
      let lead = [kind.complaint, "\(kind.asked)", "\(kind.answered)"]
      if kind.questions.isEmpty { append(lead + ["", "", "", "", ""]) }
      for question in kind.questions {
        for answer in question.answers {
          append(
            lead + [
              question.question, answer.answer, "\(answer.count)", shareText(answer.share),
              question.mean.map(shareText) ?? "",
            ])
        }
      }
    }
  }
}
