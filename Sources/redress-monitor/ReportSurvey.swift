import ArgumentParser
import Complaints
import Monitoring
import Programs

struct ReportSurvey: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "survey",
    abstract: "What customers say of how their complaints were handled, in numbers.",
    discussion:
      "The days are those on which they were asked. What a customer wrote stands in: redress case show CASE")

  @OptionGroup var options: ReportOptions
  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    let report = try await database.withMonitor { try await $0.surveys(of: options.period) }
    try options.print(report) { terminal in
      Self.lines(report, terminal)
    } table: {
      Self.table(report)
    }
  }

  private static func lines(_ report: SurveyReport, _ terminal: Terminal) -> [String] {
    guard !report.kinds.isEmpty else { return ["Nobody was asked in these days."] }
    var asked = TextTable(
      .flexible("complaint"), .number("asked"), .number("answered"), .number("rate"), .number("in words"))
    var answers = TextTable(
      .flexible("complaint"), .flexible("question"), .text("answer"), .number("given"), .number("share"),
      .number("mean"))
    for kind in report.kinds {
      asked.add(
        kind.complaint, countText(kind.asked), countText(kind.answered), percent(kind.answerRate),
        countText(kind.withWords))
      for question in kind.questions {
        for answer in question.answers {
          answers.add(
            kind.complaint, question.question, answer.answer, countText(answer.count), percent(answer.share),
            question.mean.map { "\(($0 * 10).rounded() / 10)" } ?? "")
        }
      }
    }
    let sections = [asked.lines(for: terminal), answers.lines(for: terminal)]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private static func table(_ report: SurveyReport) -> SpreadsheetText {
    var table = SpreadsheetText([
      "complaint", "asked", "answered", "question", "answer", "given", "share", "mean",
    ])
    for kind in report.kinds {
      let lead = [kind.complaint, "\(kind.asked)", "\(kind.answered)"]
      if kind.questions.isEmpty { table.append(lead + ["", "", "", "", ""]) }
      for question in kind.questions {
        for answer in question.answers {
          table.append(
            lead + [
              question.question, answer.answer, "\(answer.count)",
              "\((answer.share * 1000).rounded() / 1000)",
              question.mean.map { "\(($0 * 1000).rounded() / 1000)" } ?? "",
            ])
        }
      }
    }
    return table
  }

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}
