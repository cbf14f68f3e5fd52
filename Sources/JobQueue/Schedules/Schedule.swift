import Foundation

/// A job that comes again by itself.
///
/// ```swift
/// let worker = Worker(
///   pool: pool, configuration: configuration, handlers: [SendReport()],
///   schedules: [try Schedule("monthly report", cron: "0 6 1 * *", zone: "Europe/Warsaw", job: Report())],
///   logger: logger)
/// ```
///
/// Any worker of the database fires it, in one transaction with the note of when it comes next: each time there is exactly one
/// job, whoever dies. It comes within a second or two after its time. Schedules live in the database, until they are removed
/// there: leaving one out of a program stops nothing.
public struct Schedule: Sendable {
  /// Which schedule it is: one of this name that is stored already is changed.
  public let name: String
  public let cron: CronExpression
  /// By whose clocks, as the IANA database calls it. What becomes of clock changes: `CronExpression.next(after:in:)`.
  public let zone: String
  public let missed: MissedRuns
  /// The priority band of its jobs.
  public let band: Int
  /// What is enqueued, always the same.
  public let job: any JobArguments

  /// - Throws: `CronError`, `UnknownZone`.
  public init(
    _ name: String, cron: String, zone: String = "UTC", missed: MissedRuns = .once, band: Int = 1,
    job: some JobArguments
  ) throws {
    self.name = name
    self.cron = try CronExpression(cron)
    _ = try TimeZone(ofSchedule: zone)
    self.zone = zone
    self.missed = missed
    self.band = band
    self.job = job
  }
}

/// No time zone of the IANA database has this name.
public struct UnknownZone: Error, Hashable, Sendable, CustomStringConvertible {
  public let zone: String

  public var description: String {
    "\"\(zone)\" is no zone: there are UTC and the names of the IANA database, such as Europe/Warsaw"
  }
}

extension TimeZone {
  /// Abbreviations (`CET`) and offsets (`GMT+1`) are refused, although Foundation knows some: they have no clock changes, or ambiguous
  /// ones, and whoever writes them seldom means that.
  init(ofSchedule name: String) throws(UnknownZone) {
    guard name == "UTC" || name.contains("/"), let zone = TimeZone(identifier: name) else {
      throw UnknownZone(zone: name)
    }
    self = zone
  }
}
