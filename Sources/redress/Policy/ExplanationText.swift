import Casework
import Complaints
import Programs

/// Why a case was decided as it was, for people: from what was seen to what came of it.
struct ExplanationText {
  private let report: ExplanationReport

  init(_ report: ExplanationReport) { self.report = report }

  func lines(for terminal: Terminal) -> [String] {
    let title = "\(report.reference)  \(report.kind.spaced), under \(report.policy)"
    let sections = [
      [terminal.bold(title)], checks(for: terminal), ruling(for: terminal), remedies(for: terminal), remarks,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: [""]).flatMap { [$0] }
  }

  /// What the deciding rule looked at is marked.
  private func checks(for terminal: Terminal) -> [String] {
    var table = TextTable(.text(""), .text("check"), .text("outcome"), .flexible("saw"))
    for check in report.checks {
      table.add(
        check.isDecisive ? "→" : "", check.name.spaced, check.outcome,
        check.facts.sorted { $0.key < $1.key }.map { "\($0.key.spaced): \($0.value.words)" }.joined(
          separator: ", "))
    }
    return table.lines(for: terminal)
  }

  private func ruling(for terminal: Terminal) -> [String] {
    guard let rule = report.rule else {
      return [terminal.bold("No rule decided"), "  The data contradict themselves: a person decides."]
    }
    let reasons = report.reasons.map(\.spaced).joined(separator: ", ")
    let width = terminal.width.map { $0 - 2 }
    var lines = [terminal.bold("Rule \(rule.number): \(report.decision.spaced)")]
    lines += wrapped("because \(rule.meaning)", to: width).map { "  \($0)" }
    lines += wrapped("reasons: \(reasons)", to: width).map { "  \($0)" }
    return lines + rule.sources.map { "  \(line($0))" } + ["  \(line(report.answerTerm))"]
  }

  private func remedies(for terminal: Terminal) -> [String] {
    var table = TextTable(.flexible("remedy"), .text("amount"), .flexible("formula"), .flexible("policy"))
    for remedy in report.remedies {
      table.add(
        remedy.remedy.spaced, remedy.isOffered ? amount(of: remedy) : "not offered", remedy.formula ?? "",
        line(remedy.source))
    }
    return table.lines(for: terminal)
  }

  private func amount(of remedy: ExplanationReport.ListedRemedy) -> String {
    guard let amount = remedy.amount, let currency = remedy.currency.flatMap(Currency.init(code:)) else {
      return "goods"
    }
    return "\(Money(minorUnits: amount, currency: currency))"
  }

  private func line(_ source: ExplanationReport.Source) -> String {
    guard let number = source.line, let text = source.text else {
      return "\(source.key): not in the file, the default holds"
    }
    return "line \(number): \(text)"
  }

  private var remarks: [String] {
    var remarks: [String] = []
    if report.recordedVersion == nil {
      remarks.append("On this verification the rules have recorded no decision.")
    }
    if !report.isAsRecorded {
      remarks.append(
        "This is NOT what was recorded: the case, its customer or the rules of the program have changed since."
      )
    }
    if report.wasOverruled {
      remarks.append(
        "A person or a clock decided later: redress case show \(report.reference)")
    }
    return remarks
  }
}
