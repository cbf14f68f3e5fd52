import Foundation
import Testing

@testable import JobQueue

/// The search against a slow and simple reading of its rules: go through every minute of the days around a clock change and look at the
/// wall clock.
@Suite struct CronOracleTests {
  private static let changes = [
    ("Europe/Warsaw", "2026-03-29T01:00:00Z"), ("Europe/Warsaw", "2026-10-25T01:00:00Z"),
    ("America/Sao_Paulo", "2017-10-15T03:00:00Z"), ("America/Sao_Paulo", "2018-02-18T02:00:00Z"),
    ("America/St_Johns", "2010-11-07T02:31:00Z"), ("America/St_Johns", "2010-03-14T03:31:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"), ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
    ("Antarctica/Troll", "2026-03-29T01:00:00Z"), ("Antarctica/Troll", "2026-10-25T01:00:00Z"),
    ("Pacific/Apia", "2011-12-30T10:00:00Z"), ("Asia/Kolkata", "2026-03-29T01:00:00Z"),
    ("Africa/Casablanca", "2026-02-15T02:00:00Z"), ("Asia/Pyongyang", "2018-05-04T15:00:00Z"),
  ]
  private static let expressions = [
    "* * * * *", "30 2 * * *", "0 * * * *", "*/7 * * * *", "*/20 1-3 * * *", "0,20,40 0-3 * * *",
    "0 */2 * * *",
    "1 0 * * *", "59 23 * * *", "15,45 * * * *", "0 0 15 * sun", "10 1 30,31 12 *", "5 0-23 * * *",
    "*/13 2 * * *",
  ]

  @Test("Every expression at every change", arguments: changes)
  func agrees(zoneName: String, change: String) throws {
    let zone = try #require(TimeZone(identifier: zoneName))
    let middle = Int(moment(change).timeIntervalSince1970) / 60
    let days = Days(zone: zone, minutes: middle - 1440..<middle + 1440)
    let (start, end) = (days.minutes.lowerBound * 60, days.minutes.upperBound * 60)
    for text in Self.expressions {
      let cron = try CronExpression(text)
      var found: [Int] = []
      var last = Date(timeIntervalSince1970: Double(start - 1))
      while let next = cron.next(after: last, in: zone), next.timeIntervalSince1970 < Double(end) {
        found.append(Int(next.timeIntervalSince1970) / 60)
        last = next
      }
      #expect(found == days.runs(cron), "\(text) in \(zoneName)")
    }
  }
}

/// What the wall clock shows in each minute of some days.
private struct Days {
  let minutes: Range<Int>
  private let shown: [Int: Int]
  /// By Foundation's calendar, for every minute of local time, also for those that were skipped.
  private let components: [Int: DateComponents]

  init(zone: TimeZone, minutes: Range<Int>) {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    func date(_ minute: Int) -> Date { Date(timeIntervalSince1970: Double(minute * 60)) }
    let before = minutes.lowerBound - 1440
    let shown = (before..<minutes.upperBound).map { ($0, $0 + zone.secondsFromGMT(for: date($0)) / 60) }
    let local = shown.map(\.1)
    self.minutes = minutes
    self.shown = Dictionary(uniqueKeysWithValues: shown)
    components = Dictionary(
      uniqueKeysWithValues: (local.min()!...local.max()!).map {
        ($0, calendar.dateComponents([.minute, .hour, .day, .month, .weekday], from: date($0)))
      })
  }

  func runs(_ cron: CronExpression) -> [Int] {
    let everyHour = (0...23).allSatisfy(cron.hour.contains)
    let comesTwice = everyHour || cron.text.hasPrefix("*")
    var seen = Set((minutes.lowerBound - 1440..<minutes.lowerBound).map { shown[$0]! })
    return minutes.filter { minute in
      let (last, now) = (shown[minute - 1]!, shown[minute]!)
      let isNew = seen.insert(now).inserted
      return matches(cron, now) && (comesTwice || isNew)
        || !everyHour && now > last && (last + 1..<now).contains { matches(cron, $0) }
    }
  }

  private func matches(_ cron: CronExpression, _ local: Int) -> Bool {
    let time = components[local]!
    guard cron.minute.contains(time.minute!), cron.hour.contains(time.hour!), cron.month.contains(time.month!)
    else { return false }
    let (day, weekday) = (cron.dayOfMonth.contains(time.day!), cron.dayOfWeek.contains(time.weekday! - 1))
    let fields = cron.text.split(separator: " ")
    return fields[2].hasPrefix("*") || fields[4].hasPrefix("*") ? day && weekday : day || weekday
  }
}
