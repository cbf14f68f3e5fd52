import Complaints
import Monitoring
import Programs

/// The causes for people.
struct CauseText {
  private let report: CauseReport
  private let terminal: Terminal

  init(_ report: CauseReport, _ terminal: Terminal) {
    self.report = report
    self.terminal = terminal
  }

  var lines: [String] {
    let period = report.period
    let title =
      "\(countText(report.cases)) complaints from \(period.from) to \(period.to), days in \(period.zone)"
    guard !report.rows.isEmpty else { return [title] }
    return Array([[title], rows, suggestions, changes].filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var rows: [String] {
    var table = TextTable(
      report.dimensions.map { TextTable.Column.flexible($0.rawValue) }
        + [.number("complaints"), .number("share"), .text("cost"), .number("late"), .number("repeats")])
    for row in report.rows {
      table.add(
        report.dimensions.map { row.value($0) ?? "not known" }
          + [
            countText(row.cases), percent(row.share), row.cost.map(\.description).joined(separator: ", "),
            percent(row.breachRate), percent(row.repeatRate),
          ])
    }
    return table.lines(for: terminal)
  }

  private var suggestions: [String] {
    guard report.dimensions.contains(.cause) else { return [] }
    var table = TextTable(.text("cause"), .flexible("is"), .flexible("against it"))
    for cause in report.causes { table.add(cause.code, cause.title, cause.prevention) }
    return table.lines(for: terminal)
  }

  private var changes: [String] {
    var table = TextTable(
      .text("changed on"), .text("against"), .flexible("what"), .text("complaints"), .number("effect"))
    for cause in report.causes {
      for change in cause.changes {
        table.add(
          "\(change.madeOn)", cause.code, change.what,
          change.effect.map { "\($0.before.cases) → \($0.after.cases) in \($0.days) days" } ?? "",
          change.effect.map { "\($0.mark) of 10" } ?? "too early")
      }
    }
    return table.lines(for: terminal)
  }

  private func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}

/// The causes for a spreadsheet: a column for the cost in each currency, and beside a cause what is suggested and what
/// the last change did.
struct CauseTable {
  private let report: CauseReport

  init(_ report: CauseReport) { self.report = report }

  var text: SpreadsheetText {
    let currencies = Set(report.rows.flatMap { $0.cost.map(\.currency.code) }).sorted()
    let known = Dictionary(uniqueKeysWithValues: report.causes.map { ($0.code, $0) })
    let hasCauses = report.dimensions.contains(.cause)
    var table = SpreadsheetText(
      report.dimensions.map(\.rawValue) + ["complaints", "share", "breach_rate", "repeat_rate"]
        + currencies.map { "cost_\($0)" }
        + (hasCauses ? ["prevention", "changed_on", "change", "effect"] : []))
    for row in report.rows {
      let cause = row.value(.cause).flatMap { known[$0] }
      let change = cause?.changes.first
      table.append(
        report.dimensions.map { row.value($0) ?? "" }
          + ["\(row.cases)", share(row.share), share(row.breachRate), share(row.repeatRate)]
          + currencies.map { code in row.cost.first { $0.currency.code == code }?.decimal ?? "" }
          + (hasCauses
            ? [
              cause?.prevention ?? "", change.map { "\($0.madeOn)" } ?? "", change?.what ?? "",
              change?.effect.map { "\($0.mark)" } ?? "",
            ] : []))
    }
    return table
  }

  /// With three digits.
  private func share(_ share: Double) -> String { "\((share * 1000).rounded() / 1000)" }
}
