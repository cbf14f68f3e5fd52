public import Foundation

/// Clock changes. What others do: graphile-worker knows UTC only; River (by robfig/cron) and Oban ask whether the wall clock matches, so what
/// is skipped never runs and what comes twice runs twice; Vixie's cron makes up for what was skipped and does not repeat, but for
/// expressions with `*` in the minute or hour, which follow the wall clock. A job that runs by night is there for each night once, so
/// Vixie's way it is, with one difference: `*/10 2 * * *` is not left out in the night that has no 02:00, but runs once.
extension CronExpression {
  /// The first moment after `moment` at which it is time, by the clocks of `zone`; `nil` when it never comes, such as 30 February.
  ///
  /// Where clocks are changed:
  /// - A time that is skipped (02:30 when 02:00 becomes 03:00) comes at the moment of the change; of several, all come as one.
  /// - A time that happens twice comes the first time only.
  /// - With a minute field that begins with `*`, it comes both times: what runs every ten minutes does not pause for an hour.
  /// - With all hours, in whatever way they are written, it follows the wall clock, through both: once an hour stays once an hour.
  ///   (Lord Howe's clocks move by half an hour: from 01:00 to 03:00 and from 01:30 to 01:30 it is what those clocks show.)
  ///
  /// A time is a whole minute of local time. Dates are those of the Gregorian calendar; clock changes are those that Foundation knows of
  /// this zone.
  public func next(after moment: Date, in zone: TimeZone) -> Date? {
    guard moment.timeIntervalSince1970.magnitude < 1e12 else { return nil }
    var start = Int(moment.timeIntervalSince1970.rounded(.down)) + 1
    // From one clock change to the next, local time is a matter of adding.
    while true {
      let offset = zone.offset(at: start)
      let end = zone.change(after: start)
      guard let candidate = firstMoment(from: start, to: end, offset: offset, in: zone) else { return nil }
      guard let change = end, change <= candidate else { return date(candidate) }
      let skipped = change + offset..<max(change + offset, change + zone.offset(at: change))
      if !hasAllHours, let missed = firstLocalSecond(from: skipped.lowerBound), skipped.contains(missed) {
        return date(change)
      }
      start = change
    }
  }

  private var hasAllHours: Bool { CronField.hour.all.allSatisfy(hour.contains) }
  private var comesTwice: Bool { hasAllHours || minute.beginsWithStar }

  /// As if clocks stood at `offset` for ever; what lies behind `end` says only that nothing comes before.
  private func firstMoment(from start: Int, to end: Int?, offset: Int, in zone: TimeZone) -> Int? {
    var local = start + offset
    while let found = firstLocalSecond(from: local) {
      let moment = found - offset
      if comesTwice || moment >= end ?? .max || !zone.isRepeated(moment, offset: offset) { return moment }
      local = found + 1
    }
    return nil
  }

  private func firstLocalSecond(from second: Int) -> Int? {
    firstLocalMinute(from: floorDivision(second + 59, 60)).map { $0 * 60 }
  }

  private func date(_ second: Int) -> Date { Date(timeIntervalSince1970: Double(second)) }
}

extension TimeZone {
  /// Seconds to add to UTC.
  fileprivate func offset(at second: Int) -> Int {
    secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
  }

  /// The first second with another offset, or with another name of the same offset.
  fileprivate func change(after second: Int) -> Int? {
    nextDaylightSavingTimeTransition(after: Date(timeIntervalSince1970: Double(second))).map {
      Int($0.timeIntervalSince1970)
    }
  }

  /// Whether the clocks showed the same time before, up to a day ago. No zone changes its clocks twice within a day.
  fileprivate func isRepeated(_ second: Int, offset: Int) -> Bool {
    let earlier = self.offset(at: second - 86_400)
    return earlier > offset && self.offset(at: second - (earlier - offset)) == earlier
  }
}
