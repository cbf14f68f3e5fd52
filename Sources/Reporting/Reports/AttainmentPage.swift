package import Complaints
import Foundation
package import Monitoring
import Programs

/// How far commitments were kept, for people.
extension Page {
  package init(_ report: AttainmentReport) {
    self.init(
      "Commitments", moment: report.period.line(report.moment), .clocks(report), .series(report),
      .kinds(report))
  }
}

extension Page.Section {
  private static let figures: [TextTable.Column] = [
    .number("ended"), .number("kept"), .number("late"), .number("attainment"), .number("half within"),
    .number("95 % within"), .number("late, open"), .number("called off"), .number("open"),
  ]

  fileprivate static func clocks(_ report: AttainmentReport) -> Self {
    var section = Self("attainment", "Commitments kept", [.text("clock")] + figures)
    for clock in report.clocks { section.add(["\(clock.clock)"] + cells(clock)) }
    let ended = report.clocks.filter { $0.ended > 0 }
    if ended.isEmpty { section.say("No commitment was kept or missed in these days.") }
    if !ended.isEmpty {
      section.draw(
        Chart(
          title: "Commitments kept, by clock",
          summary: ended.map { "\($0.clock): \(attainmentText($0)) of \(countText($0.ended))" }
            .joined(separator: "; "),
          form: .bars, unit: .share, categories: ended.map(\.clock),
          series: [Chart.Series(name: "kept", values: ended.map(\.attainment))],
          labels: ended.map { "\(attainmentText($0)) of \(countText($0.ended))" }))
    }
    return section
  }

  fileprivate static func kinds(_ report: AttainmentReport) -> Self {
    var section = Self(
      "attainment-kinds", "Commitments kept, by policy and kind of complaint",
      [.text("policy"), .flexible("complaint"), .text("clock")] + figures)
    for row in report.rows {
      section.add(["\(row.policy ?? "")", "\(row.complaint ?? "")", "\(row.clock)"] + cells(row))
    }
    if report.timesOfEvery > 1 {
      section.say("There were many: times are those of one case in \(countText(report.timesOfEvery)).")
    }
    return section
  }

  /// A line for each step, a column for each clock: `97 % of 120`.
  fileprivate static func series(_ report: AttainmentReport) -> Self {
    let clocks = report.clocks.map(\.clock).filter { clock in report.series.contains { $0.clock == clock } }
    var section = Self(
      "attainment-series", "Commitments kept, by \(report.step)",
      [.text("\(report.step) from")] + clocks.map { .number($0) })
    let days = report.step.beginnings(in: report.period)
    let points = Dictionary(grouping: report.series, by: \.from)
    for day in days where points[day] != nil {
      section.add(
        ["\(day)"]
          + clocks.map { clock in
            let point = points[day]?.first { $0.clock == clock }
            return Page.Cell(
              point.map { "\(shareOfText($0.attainment, $0.kept, $0.ended)) of \(countText($0.ended))" } ?? ""
            )
          })
    }
    guard days.count > 1 else { return section }
    for clock in clocks {
      let values = days.map { day in points[day]?.first { $0.clock == clock }?.attainment }
      let known = values.compactMap(\.self)
      section.draw(
        Chart(
          title: clock,
          summary:
            "Kept by \(report.step), from \(percentText(known.min() ?? 0)) to \(percentText(known.max() ?? 0)), at last \(percentText(known.last ?? 0))",
          form: .lines, unit: .share, categories: days.map { "\($0)" },
          series: [Chart.Series(name: clock, values: values)], isSmall: true))
    }
    return section
  }

  private static func cells(_ row: Attainment) -> [Page.Cell] {
    [
      "\(countText(row.ended))", "\(countText(row.kept))", "\(countText(row.late))", "\(attainmentText(row))",
      "\(row.medianSeconds.map { durationText($0) } ?? "")",
      "\(row.p95Seconds.map { durationText($0) } ?? "")",
      Page.Cell(countText(row.lateOpen), isAlarming: row.lateOpen > 0), "\(countText(row.calledOff))",
      "\(countText(row.open))",
    ]
  }

  private static func attainmentText(_ row: Attainment) -> String {
    row.attainment.map { shareOfText($0, row.kept, row.ended) } ?? ""
  }
}

/// Whole percents, but never `100 %` where one is missing, nor `0 %` where one is there.
func shareOfText(_ share: Double, _ part: Int64, _ whole: Int64) -> String {
  if part < whole, share >= 0.995 { return ">99 %" }
  if part > 0, share < 0.005 { return "<1 %" }
  return percentText(share)
}

/// For a spreadsheet: a line for each policy, kind of complaint and clock.
extension SpreadsheetText {
  package init(_ report: AttainmentReport) {
    self.init([
      "policy", "complaint", "clock", "ended", "kept", "late", "attainment", "median_seconds", "p95_seconds",
      "late_open", "called_off", "open",
    ])
    for row in report.rows {
      let counts = [row.ended, row.kept, row.late].map { "\($0)" }
      let times = [row.medianSeconds, row.p95Seconds].map { $0.map { "\(Int64($0.rounded()))" } ?? "" }
      append(
        [row.policy ?? "", row.complaint ?? "", row.clock] + counts + [row.attainment.map(shareText) ?? ""]
          + times + [row.lateOpen, row.calledOff, row.open].map { "\($0)" })
    }
  }
}
