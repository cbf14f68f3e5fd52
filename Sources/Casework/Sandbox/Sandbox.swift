package import Foundation
import JobQueue
package import LibPQ

/// A database in which business time can be moved on, so that days pass in a test or a demonstration.
///
/// In any other database nothing here has an effect: the database itself refuses.
package enum Sandbox {
  /// - Returns: whether it is marked, and whether it holds cases.
  package static func look(in executor: some StatementExecutor) async throws -> (
    isMarked: Bool, hasCases: Bool
  ) {
    let row = try await executor.execute(.isSandbox)[0]
    return (try row.decode(Bool.self, "is_sandbox"), try row.decode(Bool.self, "has_cases"))
  }

  /// Marks the database for good. Marking again changes nothing but, where it is asked for, the time.
  ///
  /// - Parameter start: the business time from now on; `nil` leaves it. For replaying past complaints.
  /// - Throws: `PostgresError` with SQLSTATE `CW003` when there are cases: for them, time has begun.
  package static func mark(in executor: some StatementExecutor, startingAt start: Date? = nil) async throws {
    let marking = Statement.markSandbox.with()
    try await executor.executeUnit([marking] + (start.map { [Statement.startBusinessTime.with($0)] } ?? []))
  }

  /// Lets business time pass.
  ///
  /// - Parameter duration: not negative.
  /// - Returns: the new business time.
  /// - Throws: `PostgresError` with SQLSTATE `CW001` when the database is no sandbox, `CW002` for a negative duration.
  @discardableResult
  package static func advance(by duration: Duration, in executor: some StatementExecutor) async throws -> Date
  {
    try await executor.execute(.advanceBusinessTime, duration)[0].decode(Date.self, "business_time")
  }

  /// How long until the next timer of a case is due in business time; negative when it is due already, `nil` when none waits.
  package static func untilNextTimer(in executor: some StatementExecutor) async throws -> Duration? {
    let row = try await executor.execute(.nextTimer)[0]
    let now = try row.decode(Date.self, "business_time")
    return try row.decode(Date?.self, "due").map { Duration.seconds($0.timeIntervalSince(now)) }
  }
}

extension Statement {
  fileprivate static let isSandbox = Statement("is_sandbox", file: PackageResources.is_sandbox_sql)
  fileprivate static let markSandbox = Statement("mark_sandbox", file: PackageResources.mark_sandbox_sql)
  fileprivate static let startBusinessTime = Statement(
    "start_business_time", file: PackageResources.start_business_time_sql)
  fileprivate static let advanceBusinessTime = Statement(
    "advance_business_time", file: PackageResources.advance_business_time_sql)
  fileprivate static let nextTimer = Statement("next_timer", file: PackageResources.next_timer_sql)
}
