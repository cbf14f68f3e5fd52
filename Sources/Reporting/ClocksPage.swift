import Foundation
package import Monitoring
import Programs

/// The clocks for people.
extension Page {
  package init(_ report: ServiceLevelReport) {
    self.init(
      "Clocks", moment: report.moment.line,
      .clocks("commitment", "Commitments", report.clocks.filter(\.isCommitment)),
      .clocks("wait", "Waits", report.clocks.filter { !$0.isCommitment }), .cases(report),
      .attainment(report),
      .nothing(report.clocks.isEmpty))
  }
}

extension Page.Section {
  /// One column for each threshold that any of the clocks has.
  fileprivate static func clocks(_ name: String, _ heading: String, _ clocks: [ClockSummary]) -> Self {
    let thresholds = Set(clocks.flatMap { $0.atRisk.map(\.percent) }).sorted()
    let isCommitment = clocks.first?.isCommitment ?? true
    var section = Self(
      name, heading,
      [.text(name), .number("open"), .number("on track")] + thresholds.map { .number("≥\($0) %") }
        + (isCommitment
          ? [.number("over"), .number("late 1 d"), .number("7 d"), .number("30 d")] : [.number("ended")])
        + [.text("next due")])
    for clock in clocks {
      var cells: [Page.Cell] = ["\(clock.clock)", "\(countText(clock.open))", "\(countText(clock.onTrack))"]
      cells += thresholds.map { percent in
        "\(countText(clock.atRisk.first { $0.percent == percent }?.clocks ?? 0))"
      }
      cells.append(Page.Cell(countText(clock.over), isAlarming: isCommitment && clock.over > 0))
      if isCommitment {
        cells += [clock.breachedInOneDay, clock.breachedInSevenDays, clock.breachedInThirtyDays].map {
          "\(countText($0))"
        }
      }
      section.add(cells + ["\(clock.nextDueAt.map(instantText) ?? "")"])
    }
    return section
  }

  fileprivate static func cases(_ report: ServiceLevelReport) -> Self {
    var section = Self(
      "cases", "Cases, next due first", .text("case"), .text("clock"), .text("due"), .number("left"),
      .number("used"), .flexible("state"), .dispensable("responsible"))
    for clock in report.cases {
      section.add(
        Page.Cell(clock.reference, link: Page.path(ofCase: clock.reference)), "\(clock.clock)",
        "\(instantText(clock.dueAt))",
        Page.Cell(
          clock.isOver ? "-" + durationText(abs(clock.secondsLeft)) : durationText(clock.secondsLeft),
          isAlarming: clock.isOver), "\(Int(clock.percent)) %\(clock.isPaused ? " ‖" : "")", "\(clock.state)",
        "\(clock.responsible)")
    }
    return section
  }

  fileprivate static func attainment(_ report: ServiceLevelReport) -> Self {
    var section = Self(
      "attainment", "Commitments kept in the last 30 days, worst first", .text("policy"),
      .flexible("complaint"), .number("ended"), .number("kept"), .number("late"), .number("attainment"))
    for kind in report.attainment ?? [] {
      section.add(
        "\(kind.policy)", "\(kind.complaint)", "\(countText(kind.ended))", "\(countText(kind.kept))",
        "\(countText(kind.late))", "\(shareOfText(kind.attainment, kind.kept, kind.ended))")
    }
    return section
  }

  fileprivate static func nothing(_ isNothing: Bool) -> Self {
    var section = Self("nothing", "Clocks")
    if isNothing { section.say("No clock is running.") }
    return section
  }
}
