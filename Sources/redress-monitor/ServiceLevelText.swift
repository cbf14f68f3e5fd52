import Monitoring
import Programs

/// The clocks for people.
struct ServiceLevelText {
  private let report: ServiceLevelReport
  private let terminal: Terminal

  init(_ report: ServiceLevelReport, _ terminal: Terminal) {
    self.report = report
    self.terminal = terminal
  }

  var lines: [String] {
    guard !report.clocks.isEmpty else {
      return [MomentText.line(report.moment), "", "No clock is running."]
    }
    let sections = [
      [MomentText.line(report.moment)],
      clocks("commitment", report.clocks.filter(\.isCommitment)),
      clocks("wait", report.clocks.filter { !$0.isCommitment }),
      cases,
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// One column for each threshold that any of the clocks has.
  private func clocks(_ heading: String, _ clocks: [ClockSummary]) -> [String] {
    let thresholds = Set(clocks.flatMap { $0.atRisk.map(\.percent) }).sorted()
    let isCommitment = clocks.first?.isCommitment ?? true
    var table = TextTable(
      [.text(heading), .number("open"), .number("on track")]
        + thresholds.map { .number("≥\($0) %") }
        + (isCommitment ? [.number("over"), .number("late in 30 d")] : [.number("ended")])
        + [.text("next due")])
    for clock in clocks {
      table.add(
        [clock.clock, countText(clock.open), countText(clock.onTrack)]
          + thresholds.map { percent in
            countText(clock.atRisk.first { $0.percent == percent }?.clocks ?? 0)
          }
          + (isCommitment
            ? [countText(clock.over), countText(clock.breachedInThirtyDays)] : [countText(clock.over)])
          + [clock.nextDueAt.map(instantText) ?? ""])
    }
    return table.lines(for: terminal)
  }

  private var cases: [String] {
    var table = TextTable(
      .text("case"), .text("clock"), .text("due"), .number("left"), .number("used"), .flexible("state"),
      .dispensable("responsible"))
    for clock in report.cases {
      table.add(
        clock.reference, clock.clock, instantText(clock.dueAt),
        clock.isOver ? "-" + durationText(abs(clock.secondsLeft)) : durationText(clock.secondsLeft),
        "\(Int(clock.percent)) %" + (clock.isPaused ? " ‖" : ""), clock.state, clock.responsible)
    }
    return table.lines(for: terminal)
  }
}
