import Foundation
import Monitoring
import Programs

/// The reports as lists. In a narrow window the dispensable columns go, the last one first.
extension WatchTable {
  /// A line for each queue, over all of its bands.
  static func queues(_ status: StatusReport, _ history: WatchHistory) -> WatchTable {
    let flows = Dictionary(status.flow.map { ($0.queue, $0) }) { first, _ in first }
    let queues = Dictionary(grouping: status.queues, by: \.queue).sorted { $0.key < $1.key }
    return WatchTable(
      columns: [
        .text("queue"), .number("waiting"), .flexible("lately"), .number("dead"), .optional("in/s"),
        .optional("out/s"), .optional("oldest"), .optional("running"), .optional("later"),
        .optional("timers"),
      ],
      rows: queues.map { queue, bands in
        func sum(_ part: (QueueDepth) -> Int64) -> Int64 { bands.reduce(0) { $0 + part($1) } }
        let (waiting, dead) = (sum(\.waiting), sum(\.dead))
        return Row(
          id: queue,
          cells: [
            Cell(queue),
            .count(waiting, isAtLeast: bands.contains(where: \.waitingIsAtLeast)),
            .trend(history.waiting[queue] ?? []), .count(dead, isAlarming: dead > 0),
            flows[queue].map { Cell.rate($0.into.overOneMinute) } ?? Cell(""),
            flows[queue].map { Cell.rate($0.out.overOneMinute) } ?? Cell(""),
            .span(bands.compactMap(\.oldestSeconds).max()), .count(sum(\.running)),
            .count(sum(\.later), isAtLeast: bands.contains(where: \.laterIsAtLeast)),
            .count(sum(\.onTimelines), isAtLeast: bands.contains(where: \.onTimelinesIsAtLeast)),
          ])
      })
  }

  static func workers(_ status: StatusReport) -> WatchTable {
    WatchTable(
      columns: [
        .text("worker"), .text("is"), .number("beat"), .flexible("runs"), .flexible("host"),
        .optional("pid"), .dispensable("version"), .dispensable("queues"),
      ],
      rows: status.workers.map { worker in
        let isAlarming = worker.condition == .late || worker.condition == .lost
        let runs = worker.running.map { "\(countText($0.attempts)) \($0.kind)" }.joined(separator: ", ")
        return Row(
          id: "\(worker.worker)",
          cells: [
            Cell("\(worker.worker)", order: .number(Double(worker.worker))),
            Cell(worker.condition.rawValue, isAlarming: isAlarming), .span(worker.beatSeconds),
            Cell(runs, order: .number(Double(worker.running.reduce(0) { $0 + $1.attempts }))),
            Cell(worker.host),
            Cell("\(worker.process)", order: .number(Double(worker.process))), Cell(worker.version),
            Cell(worker.queues.joined(separator: " ")),
          ])
      })
  }

  static func clocks(_ levels: ServiceLevelReport) -> WatchTable {
    let now = levels.moment.businessTime
    return WatchTable(
      columns: [
        .text("clock"), .number("open"), .number("at risk"), .number("over"), .optional("late 1 d"),
        .optional("next due"), .optional("late 7 d"), .optional("30 d"), .optional("paused"),
        .dispensable("is a"),
      ],
      rows: levels.clocks.map { clock in
        Row(
          id: clock.clock,
          cells: [
            Cell(clock.clock), .count(clock.open), .count(clock.atRisk.reduce(0) { $0 + $1.clocks }),
            .count(clock.over, isAlarming: clock.isCommitment && clock.over > 0),
            .count(clock.breachedInOneDay), .span(clock.nextDueAt.map { $0.timeIntervalSince(now) }),
            .count(clock.breachedInSevenDays), .count(clock.breachedInThirtyDays), .count(clock.paused),
            Cell(clock.isCommitment ? "commitment" : "wait"),
          ])
      })
  }

  /// A case may have several clocks.
  static func cases(_ levels: ServiceLevelReport) -> WatchTable {
    WatchTable(
      columns: [
        .text("case"), .text("clock"), .number("left"), .number("used"), .dispensable("state"),
        .dispensable("responsible"), .dispensable("complaint"), .optional("level"), .dispensable("due"),
      ],
      rows: levels.cases.map { clock in
        let left = (clock.isOver ? "-" : "") + durationText(abs(clock.secondsLeft))
        return Row(
          id: "\(clock.reference) \(clock.clock) \(clock.cycle)",
          cells: [
            Cell(clock.reference), Cell(clock.clock),
            Cell(
              clock.isPaused ? "paused" : left, order: .number(clock.secondsLeft), isAlarming: clock.isOver),
            Cell("\(Int(clock.percent)) %", order: .number(clock.percent)), Cell(clock.state),
            Cell(clock.responsible), Cell(clock.complaint), .count(clock.escalationLevel),
            Cell(instantText(clock.dueAt)),
          ], reference: clock.reference)
      })
  }

  static func failures(_ status: StatusReport) -> WatchTable {
    let now = status.moment.serverTime
    return WatchTable(
      columns: [.text("failed"), .number("times"), .number("ago"), .flexible("because")],
      rows: status.failures.map { failure in
        Row(
          id: failure.kind,
          cells: [
            Cell(failure.kind), .count(failure.failures),
            .span(max(0, now.timeIntervalSince(failure.lastFailedAt))), Cell(failure.lastError),
          ])
      })
  }
}

extension TextTable.Column {
  /// A number that a narrow window goes without.
  fileprivate static func optional(_ heading: String) -> Self {
    var column = number(heading)
    column.isDispensable = true
    return column
  }
}
