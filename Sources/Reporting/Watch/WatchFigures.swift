import Foundation
import Monitoring
import Programs

/// What the live view shows of one look at the desk: the lists, what is alarming, and a few lines about the whole. Pure.
struct WatchFigures: Sendable {
  let moment: Moment
  /// The database and its server.
  let server: String
  /// The worst first.
  let alarms: [Alarm]
  let done: [Double]
  /// How fast jobs are done.
  let rates: String
  /// What waits for people.
  let attention: String
  private let tables: [WatchList: WatchTable]

  struct Alarm: Sendable, Hashable {
    let text: String
    let isCritical: Bool
  }

  init(_ status: StatusReport, _ levels: ServiceLevelReport, _ history: WatchHistory, server: String) {
    moment = status.moment
    self.server = server
    alarms = Self.alarms(status, levels)
    done = history.done
    rates = Self.rates(status.throughput)
    attention = Self.attention(status)
    tables = [
      .queues: .queues(status, history), .workers: .workers(status), .clocks: .clocks(levels),
      .cases: .cases(levels), .failures: .failures(status),
    ]
  }

  subscript(list: WatchList) -> WatchTable { tables[list]! }

  private static func rates(_ rates: Throughput) -> String {
    "done \(rates.ratesText); "
      + "tried again \(countText(rates.retriedInFiveMinutes)), given up \(countText(rates.diedInFiveMinutes))"
  }

  private static func attention(_ status: StatusReport) -> String {
    let attention = status.attention
    let parts: [(String, Int64)] = [
      ("to decide", attention.manualReviews), ("unsent", attention.unsentMessages),
      ("to pass on", attention.handedMessages), ("tasks", attention.openTasks),
      ("retries", attention.waitingRetries), ("payouts in no file", attention.unexportedPayouts),
    ]
    return parts.map { "\($0) \(countText($1))" }.joined(separator: ", ")
  }

  /// The thresholds are those of `redress-monitor check`.
  private static func alarms(_ status: StatusReport, _ levels: ServiceLevelReport) -> [Alarm] {
    CheckReport(status, levels.clocks).findings.filter { $0.level > .fine }.sorted { $0.level > $1.level }.map
    {
      Alarm(text: words($0), isCritical: $0.level == .critical)
    }
  }

  private static func words(_ finding: CheckReport.Finding) -> String {
    let count = finding.value.isFinite ? Int64(finding.value) : 0
    let span = finding.value.isFinite ? durationText(finding.value) : "no end"
    switch finding.measure {
    case .workers: return "no worker is at work"
    case .oldestJob: return "a job has waited \(span)"
    case .deadLetters: return counted(count, "dead letter")
    case .unknownPayments: return counted(count, "unknown payment")
    case .unsent: return "a message is unsent for \(span)"
    case .handover: return "a message waits \(span) to be passed on"
    case .review: return "a case waits \(span) for a person"
    case .over: return counted(count, "commitment") + " over"
    case .misses: return counted(count, "clock") + " will be missed"
    case .snapshot: return "old rows are kept for \(span)"
    case .standby: return "a standby is \(span) behind"
    }
  }
}
