import Foundation
package import Monitoring
import Programs

/// The state of the desk for people.
extension Page {
  package init(_ report: StatusReport) {
    self.init(
      "Status", moment: report.moment.line, .queues(report), .flow(report), .workers(report),
      .throughput(report.throughput), .attention(report), .failures(report), .health(report))
  }
}

extension Page.Section {
  /// A line for each queue and band that holds something; a queue that holds nothing has one line all the same.
  fileprivate static func queues(_ report: StatusReport) -> Self {
    var section = Self(
      "queues", "Queues", .text("queue"), .number("band"), .number("waiting"), .number("running"),
      .number("later"), .number("timers"), .number("dead"), .number("oldest"))
    for (queue, bands) in Dictionary(grouping: report.queues, by: \.queue).sorted(by: { $0.key < $1.key }) {
      let busy = bands.filter { $0.waiting + $0.running + $0.later + $0.onTimelines + $0.dead > 0 }
      if busy.isEmpty { section.add("\(queue)", "", "0", "0", "0", "0", "0", "") }
      for depth in busy {
        section.add(
          "\(queue)", "\(depth.band)", "\(countText(depth.waiting, isAtLeast: depth.waitingIsAtLeast))",
          "\(countText(depth.running))", "\(countText(depth.later, isAtLeast: depth.laterIsAtLeast))",
          "\(countText(depth.onTimelines, isAtLeast: depth.onTimelinesIsAtLeast))",
          Page.Cell(countText(depth.dead), isAlarming: depth.dead > 0),
          "\(depth.oldestSeconds.map { durationText($0) } ?? "")")
      }
    }
    if section.rows.isEmpty { section.say("There are no queues.") }
    return section
  }

  fileprivate static func flow(_ report: StatusReport) -> Self {
    var section = Self(
      "flow", "Jobs a second", .text("a second"), .number("in 1 m"), .number("5 m"), .number("1 h"),
      .number("out 1 m"), .number("5 m"), .number("1 h"))
    for flow in report.flow {
      let least = flow.ratesAreAtLeast ? "+" : ""
      let rates = [flow.into, flow.out].flatMap { rates in
        [
          rateText(rates.overOneMinute), rateText(rates.overFiveMinutes), rateText(rates.overOneHour) + least,
        ]
      }
      section.add(([flow.queue] + rates).map { Page.Cell($0) })
    }
    return section
  }

  fileprivate static func workers(_ report: StatusReport) -> Self {
    var section = Self(
      "workers", "Workers", .text("worker"), .flexible("host"), .number("pid"), .text("version"),
      .number("beat"), .text("is"), .flexible("runs"))
    for worker in report.workers {
      let runs = worker.running.map { "\(countText($0.attempts)) \($0.kind)" }.joined(separator: ", ")
      section.add(
        "\(worker.worker)", "\(worker.host)", "\(worker.process)", "\(worker.version)",
        "\(durationText(worker.beatSeconds))",
        Page.Cell(
          worker.condition.rawValue, isAlarming: worker.condition == .late || worker.condition == .lost),
        "\(runs)")
    }
    if section.rows.isEmpty { section.warn("No worker is there.") }
    return section
  }

  fileprivate static func throughput(_ rates: Throughput) -> Self {
    var section = Self("throughput", "Done")
    section.say(
      "Done: \(rates.ratesText). Tried again: \(countText(rates.retriedInFiveMinutes)), given up: \(countText(rates.diedInFiveMinutes))."
    )
    return section
  }

  fileprivate static func attention(_ report: StatusReport) -> Self {
    let attention = report.attention
    let now = report.moment.businessTime
    var section = Self(
      "attention", "Waits for somebody", .text("waits for somebody"), .number(""), .flexible(""))
    func add(_ what: String, _ count: Int64, since: Date? = nil, _ how: String) {
      let oldest = since.map { "oldest \(durationText(now.timeIntervalSince($0))); " } ?? ""
      section.add("\(what)", "\(countText(count))", "\(count > 0 ? oldest + how : "")")
    }
    add(
      "cases to decide", attention.manualReviews, since: attention.oldestReviewAt,
      "redress case list --review")
    add(
      "messages unsent", attention.unsentMessages, since: attention.oldestUnsentAt, "a worker on queue notify"
    )
    add(
      "messages to pass on", attention.handedMessages, since: attention.oldestHandedAt, "redress message list"
    )
    let overdue = attention.overdueTasks > 0 ? "\(countText(attention.overdueTasks)) overdue; " : ""
    add("tasks to do", attention.openTasks, overdue + "redress task list")
    add("payments unknown", attention.unknownPayments, "the provider is asked again")
    add("payouts in no file", attention.unexportedPayouts, "redress payouts export")
    add("retries waiting", attention.waitingRetries, "")
    add("dead letters", report.deadLetters, "redress queue dead")
    return section
  }

  fileprivate static func failures(_ report: StatusReport) -> Self {
    var section = Self(
      "failures", "Failures", .text("failed within the hour"), .number("times"), .text("last"),
      .flexible("because"))
    for failure in report.failures {
      section.add(
        "\(failure.kind)", "\(countText(failure.failures))", "\(instantText(failure.lastFailedAt))",
        "\(failure.lastError)")
    }
    return section
  }

  /// The space that the queue takes in a line, and whatever threatens it.
  fileprivate static func health(_ report: StatusReport) -> Self {
    let health = report.health
    var section = Self("database", "Database")
    let used = health.generations.count { $0.openedAt != nil }
    if let opened = health.generations.first(where: \.isCurrent)?.openedAt {
      let bytes = health.generations.reduce(0) { $0 + $1.bytes }
      section.say(
        "Queue tables: \(bytesText(bytes)), \(used) of \(health.generations.count) generations in use, the current one for \(durationText(report.moment.serverTime.timeIntervalSince(opened)))."
      )
    }
    for holder in health.snapshotHolders {
      let age = holder.seconds.map { "for \(durationText($0))" } ?? "until it is read or dropped"
      section.warn(
        "Old rows are kept by \(holder.what) \(holder.name) (\(holder.client), \(holder.state)) \(age).")
    }
    for table in health.bloatedTables {
      let vacuumed = table.vacuumedAt.map { "vacuumed \(instantText($0))" } ?? "never vacuumed"
      section.warn(
        "\(table.name) has \(countText(table.deadRows)) dead rows beside \(countText(table.liveRows)); \(vacuumed)."
      )
    }
    for standby in health.standbys {
      let seconds = standby.secondsBehind.map { ", \(durationText($0))" } ?? ""
      section.say(
        "Standby \(standby.name) (\(standby.state), \(standby.synchronization)) is \(bytesText(standby.bytesBehind))\(seconds) behind."
      )
    }
    return section
  }
}
