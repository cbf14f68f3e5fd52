import Foundation
import LibPQ

/// A schedule that may have to fire, as it is stored: perhaps by another version of the program, or by hand.
struct StoredSchedule: Sendable {
  var name: String
  var cron: String
  var zone: String
  var missed: String
  var queue: String
  var band: Int16
  var next: Date?
  var error: String?
  var hasLane: Bool

  /// What is to be done at that moment; `nil` when nothing would change. So what cannot be read is written down once, and looked at again
  /// each time: a newer worker may be able to read it, and a missing queue may have been created.
  func move(at now: Date) -> ScheduleMove? {
    var move = ScheduleMove(name: name, next: next)
    do {
      let cron = try CronExpression(cron)
      let zone = try TimeZone(ofSchedule: zone)
      guard let missed = MissedRuns(rawValue: missed) else {
        throw Unreadable("missed \"\(missed)\" is not known")
      }
      guard hasLane else { throw UnknownQueue(queue: queue, band: Int(band)) }
      let due = missed.due(next: next, now: now, cron: cron, zone: zone)
      move.runs = due.runs
      move.next = due.next
      move.skipsSome = due.skipsSome
      if due.next == nil { throw Unreadable("\"\(cron)\" never comes") }
    } catch {
      move.error = "\(error)"
    }
    return move.runs > 0 || move.next != next || move.error != self.error ? move : nil
  }

  private struct Unreadable: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }
}

/// What becomes of a schedule.
struct ScheduleMove: Sendable, Hashable {
  var name: String
  /// How many jobs are enqueued.
  var runs = 0
  var next: Date?
  var skipsSome = false
  /// Why it cannot fire.
  var error: String?
}

extension StoredSchedule {
  init(_ row: Row) throws {
    self.init(
      name: try row.decode("name"), cron: try row.decode("cron"), zone: try row.decode("zone"),
      missed: try row.decode("missed"), queue: try row.decode("queue"), band: try row.decode("band"),
      next: try row.decode("next_at"), error: try row.decode("error"), hasLane: try row.decode("has_lane"))
  }
}
