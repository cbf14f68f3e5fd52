public import Foundation
public import LibPQ

extension JobQueue {
  /// Stores schedules, as a worker does when it starts. A stored one of the same name is changed; when it comes next is worked out anew
  /// only if its expression or zone is another one. A new one does not fire at once but at its first time.
  ///
  /// - Precondition: the names differ.
  public static func register(_ schedules: [Schedule], in executor: some StatementExecutor) async throws {
    guard !schedules.isEmpty else { return }
    precondition(Set(schedules.map(\.name)).count == schedules.count, "two schedules of one name")
    let encoder = ArgumentsCoding.encoder
    try await executor.execute(
      .registerSchedules,
      schedules.map(\.name), schedules.map(\.cron.text), schedules.map(\.zone),
      schedules.map(\.missed.rawValue),
      schedules.map { type(of: $0.job).queue }, schedules.map { type(of: $0.job).kind },
      try schedules.map { JSONText(String(decoding: try encoder.encode($0.job), as: UTF8.self)) },
      schedules.map { Int16($0.band) })
  }

  /// The stored schedules, by name.
  public static func schedules(in executor: some StatementExecutor) async throws -> [ScheduleStatus] {
    try await executor.execute(.listSchedules).map { row in
      ScheduleStatus(
        name: try row.decode("name"), cron: try row.decode("cron"), zone: try row.decode("zone"),
        missed: try row.decode("missed"), queue: try row.decode("queue"), kind: try row.decode("kind"),
        band: Int(try row.decode(Int16.self, "band")), nextAt: try row.decode("next_at"),
        firedAt: try row.decode("fired_at"), pausedAt: try row.decode("paused_at"),
        error: try row.decode("error"))
    }
  }

  /// Has a schedule fire no more until it is resumed; jobs that it has enqueued already run.
  ///
  /// - Returns: false when there is no such schedule.
  public static func pauseSchedule(_ name: String, in executor: some StatementExecutor) async throws -> Bool {
    try await executor.execute(.pauseSchedule, name).affected > 0
  }

  /// Ends a pause. What the schedule would have run meanwhile was not missed, whatever its policy says: it goes on with its next time.
  ///
  /// - Returns: false when there is no such schedule.
  public static func resumeSchedule(_ name: String, in executor: some StatementExecutor) async throws -> Bool
  {
    try await executor.execute(.resumeSchedule, name).affected > 0
  }

  /// Forgets a schedule. A program that still brings it along stores it again when it starts.
  ///
  /// - Returns: false when there was no such schedule.
  public static func removeSchedule(_ name: String, in executor: some StatementExecutor) async throws -> Bool
  {
    try await executor.execute(.removeSchedule, name).affected > 0
  }
}

/// How a schedule is doing.
public struct ScheduleStatus: Sendable, Hashable, Encodable {
  public let name: String
  /// As they are stored, which may be something that no worker can read: see `error`.
  public let cron: String
  public let zone: String
  public let missed: String
  public let queue: String
  public let kind: String
  public let band: Int
  /// `nil` before a worker has looked at it, and when it never comes.
  public let nextAt: Date?
  /// When it enqueued jobs last.
  public let firedAt: Date?
  public let pausedAt: Date?
  /// Why it does not fire.
  public let error: String?
}
