import Foundation
import Monitoring
import Programs

/// The state of the desk for people.
struct StatusText {
  private let report: StatusReport
  private let terminal: Terminal

  init(_ report: StatusReport, _ terminal: Terminal) {
    self.report = report
    self.terminal = terminal
  }

  var lines: [String] {
    let sections = [[MomentText.line(report.moment)], queues, workers, [throughput], attention, failures]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  /// A line for each queue and band that holds something; a queue that holds nothing has one line all the same.
  private var queues: [String] {
    var table = TextTable(
      .text("queue"), .number("band"), .number("waiting"), .number("running"), .number("later"),
      .number("timers"),
      .number("dead"), .number("oldest"))
    for (queue, bands) in Dictionary(grouping: report.queues, by: \.queue).sorted(by: { $0.key < $1.key }) {
      let busy = bands.filter { $0.waiting + $0.running + $0.later + $0.onTimelines + $0.dead > 0 }
      if busy.isEmpty { table.add(queue, "", "0", "0", "0", "0", "0", "") }
      for depth in busy {
        table.add(
          queue, "\(depth.band)", countText(depth.waiting) + (depth.waitingIsAtLeast ? "+" : ""),
          countText(depth.running), countText(depth.later), countText(depth.onTimelines),
          countText(depth.dead),
          depth.oldestSeconds.map { durationText($0) } ?? "")
      }
    }
    return table.isEmpty ? ["There are no queues."] : table.lines(for: terminal)
  }

  private var workers: [String] {
    var table = TextTable(
      .text("worker"), .flexible("host"), .number("pid"), .text("version"), .number("beat"), .text("is"),
      .flexible("runs"))
    for worker in report.workers {
      let runs = worker.running.map { "\(countText($0.attempts)) \($0.kind)" }.joined(separator: ", ")
      table.add(
        "\(worker.worker)", worker.host, "\(worker.process)", worker.version,
        durationText(worker.beatSeconds),
        worker.condition.rawValue, runs)
    }
    return table.isEmpty ? [terminal.alarming("No worker is there.")] : table.lines(for: terminal)
  }

  private var throughput: String {
    let rates = report.throughput
    let minutes = rates.coveredSeconds < 300 ? durationText(rates.coveredSeconds) : "5 m"
    return
      "Done: \(rate(rates.perSecondOverOneMinute)) over 1 m, \(rate(rates.perSecondOverFiveMinutes)) over \(minutes). "
      + "Tried again: \(countText(rates.retriedInFiveMinutes)), given up: \(countText(rates.diedInFiveMinutes))."
  }

  private func rate(_ perSecond: Double) -> String {
    perSecond >= 10 ? "\(countText(Int(perSecond.rounded())))/s" : "\((perSecond * 10).rounded() / 10)/s"
  }

  private var attention: [String] {
    let attention = report.attention
    let now = report.moment.businessTime
    var table = TextTable(.text("waits for somebody"), .number(""), .flexible(""))
    func add(_ what: String, _ count: Int64, _ how: String) {
      table.add(what, countText(count), count > 0 ? how : "")
    }
    add(
      "cases to decide", attention.manualReviews,
      Self.oldest(attention.oldestReviewAt, now) + "redress case list --review")
    add(
      "messages unsent", attention.unsentMessages,
      Self.oldest(attention.oldestUnsentAt, now) + "a worker on queue notify")
    add(
      "messages to pass on", attention.handedMessages,
      Self.oldest(attention.oldestHandedAt, now) + "redress message list")
    add("payments unknown", attention.unknownPayments, "the provider is asked again")
    add("payouts in no file", attention.unexportedPayouts, "redress payouts export")
    add(
      "tasks to do", attention.openTasks,
      (attention.overdueTasks > 0 ? "\(countText(attention.overdueTasks)) overdue; " : "")
        + "redress task list")
    add("retries waiting", attention.waitingRetries, "")
    add("dead letters", report.deadLetters, "redress queue dead")
    return table.lines(for: terminal)
  }

  private static func oldest(_ since: Date?, _ now: Date) -> String {
    since.map { "oldest \(durationText(now.timeIntervalSince($0))); " } ?? ""
  }

  private var failures: [String] {
    var table = TextTable(
      .text("failed within the hour"), .number("times"), .text("last"), .flexible("because"))
    for failure in report.failures {
      table.add(
        failure.kind, countText(failure.failures), instantText(failure.lastFailedAt), failure.lastError)
    }
    return table.lines(for: terminal)
  }
}
