package import Complaints
package import Monitoring
import Programs

/// What complaints come from, for people.
extension Page {
  package init(_ report: CauseReport) {
    self.init(
      "Causes", moment: report.period.line(report.moment), .causes(report), .suggestions(report),
      .changes(report))
  }
}

extension Page.Section {
  /// Of a chart: the rest is in the table.
  private static let charted = 12

  fileprivate static func causes(_ report: CauseReport) -> Self {
    var section = Self(
      "causes", "What complaints come from",
      report.dimensions.map { .flexible($0.rawValue) }
        + [.number("complaints"), .number("share"), .text("cost"), .number("late"), .number("repeats")])
    section.say("\(counted(report.cases, "complaint")) received.")
    for row in report.rows {
      section.add(
        report.dimensions.map { Page.Cell(row.value($0) ?? "not known") } + [
          "\(countText(row.cases))", "\(percentText(row.share))",
          "\(row.cost.map(\.description).joined(separator: ", "))", "\(percentText(row.breachRate))",
          "\(percentText(row.repeatRate))",
        ])
    }
    let rows = report.rows.prefix(charted)
    guard !rows.isEmpty else { return section }
    let names = rows.map { row in
      report.dimensions.map { row.value($0) ?? "not known" }.joined(separator: ", ")
    }
    section.draw(
      Chart(
        title: "Complaints by \(report.dimensions.map(\.rawValue).joined(separator: " and "))"
          + (report.rows.count > rows.count ? ", the \(rows.count) most frequent" : ""),
        summary: zip(names, rows).map { "\($0): \(countText($1.cases))" }.joined(separator: "; "),
        form: .bars, unit: .count, categories: names,
        series: [Chart.Series(name: "complaints", values: rows.map { Double($0.cases) })]))
    return section
  }

  fileprivate static func suggestions(_ report: CauseReport) -> Self {
    var section = Self(
      "suggestions", "What is suggested", .text("cause"), .flexible("is"), .flexible("against it"))
    guard report.dimensions.contains(.cause) else { return section }
    for cause in report.causes { section.add("\(cause.code)", "\(cause.title)", "\(cause.prevention)") }
    return section
  }

  fileprivate static func changes(_ report: CauseReport) -> Self {
    var section = Self(
      "changes", "What was changed", .text("changed on"), .text("against"), .flexible("what"),
      .text("complaints"), .number("effect"))
    for cause in report.causes {
      for change in cause.changes {
        section.add(
          "\(change.madeOn)", "\(cause.code)", "\(change.what)",
          "\(change.effect.map { "\($0.before.cases) → \($0.after.cases) in \($0.days) days" } ?? "")",
          "\(change.effect.map { "\($0.mark) of 10" } ?? "too early")")
      }
    }
    return section
  }
}

/// For a spreadsheet: a column for the cost in each currency, and beside a cause what is suggested and what the last change did.
extension SpreadsheetText {
  package init(_ report: CauseReport) {
    let currencies = Set(report.rows.flatMap { $0.cost.map(\.currency.code) }).sorted()
    let known = Dictionary(uniqueKeysWithValues: report.causes.map { ($0.code, $0) })
    let hasCauses = report.dimensions.contains(.cause)
    self.init(
      report.dimensions.map(\.rawValue) + ["complaints", "share", "breach_rate", "repeat_rate"]
        + currencies.map { "cost_\($0)" }
        + (hasCauses ? ["prevention", "changed_on", "change", "effect"] : []))
    for row in report.rows {
      let cause = row.value(.cause).flatMap { known[$0] }
      let change = cause?.changes.first
      append(
        report.dimensions.map { row.value($0) ?? "" }
          + ["\(row.cases)", shareText(row.share), shareText(row.breachRate), shareText(row.repeatRate)]
          + currencies.map { code in row.cost.first { $0.currency.code == code }?.decimal ?? "" }
          + (hasCauses
            ? [
              cause?.prevention ?? "", change.map { "\($0.madeOn)" } ?? "", change?.what ?? "",
              change?.effect.map { "\($0.mark)" } ?? "",
            ] : []))
    }
  }
}
