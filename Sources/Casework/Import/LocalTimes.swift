import Complaints
import Foundation

/// Turns local times of one zone into instants, and says when a local time does not exist or exists twice.
///
/// Foundation's calendar answers one of the two cases with a guess. Here the zone's offsets around the day
/// decide, and are remembered by day: a file of 100 000 rows asks for a few hundred different days.
struct LocalTimes: Sendable {
  enum Resolution: Sendable, Equatable {
    case instant(Date)
    /// The clocks were put back: the time happened twice. This is the first of the two.
    case twice(Date)
    /// The clocks were put forward: the time never happened.
    case never
  }

  let zone: TimeZone
  private var offsets: [Int: (before: Int, after: Int)] = [:]

  init(zone: TimeZone) { self.zone = zone }

  mutating func resolve(_ text: InstantText) -> Resolution {
    let second = Double(text.date.daysSinceEpoch * 86_400 + text.second) + Double(text.microsecond) / 1e6
    func instant(east offset: Int) -> Date { Date(timeIntervalSince1970: second - Double(offset)) }
    if let offset = text.offset { return .instant(instant(east: offset)) }
    let (before, after) = offsets(around: text.date)
    if before == after { return .instant(instant(east: before)) }
    // A transition is near: a candidate is right when its own offset is the one that was assumed.
    let isFirst = zone.secondsFromGMT(for: instant(east: before)) == before
    let isSecond = zone.secondsFromGMT(for: instant(east: after)) == after
    switch (isFirst, isSecond) {
    case (true, true): return .twice(instant(east: before))
    case (true, false): return .instant(instant(east: before))
    case (false, true): return .instant(instant(east: after))
    case (false, false): return .never
    }
  }

  /// The offsets well before and well after every local time of the day; no zone changes its clock twice in
  /// these four days.
  private mutating func offsets(around date: CivilDate) -> (before: Int, after: Int) {
    let day = date.daysSinceEpoch
    if let known = offsets[day] { return known }
    func offset(onDay day: Int) -> Int {
      zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(day) * 86_400))
    }
    if offsets.count > 10_000 { offsets = [:] }
    let found = (before: offset(onDay: day - 1), after: offset(onDay: day + 2))
    offsets[day] = found
    return found
  }
}
