import Complaints
import Foundation
import JobQueue
import LibPQ
import TestSupport

@testable import Casework

/// A database with the case files, and what tests put into it and read from it by hand: independent of the
/// intake and of the other steps, so that each step is tested by itself.
struct CaseworkDatabase: Sendable {
  let pool: Pool
  let policy: Policy

  func rows(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> Rows {
    try await pool.execute(Statement("test", sql), parameters: parameters)
  }

  func number(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> Int {
    try await pool.execute(Statement("test", sql), parameters: parameters)[0].decode(Int.self, at: 0)
  }

  func text(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> String? {
    try await pool.execute(Statement("test", sql), parameters: parameters).first?.decode(String?.self, at: 0)
  }

  func texts(_ sql: String, _ parameters: any PostgresEncodable...) async throws -> [String] {
    try await pool.execute(Statement("test", sql), parameters: parameters).map {
      try $0.decode(String.self, at: 0)
    }
  }

  /// Lets business time pass; the database is a sandbox.
  func advance(days: Int, hours: Int = 0) async throws {
    _ = try await rows(
      "select casework.advance_business_time(make_interval(days => $1::int, hours => $2::int))", days, hours)
  }

  func state(of caseID: Int64) async throws -> String? {
    try await text("select state from casework.case_record where case_id = $1", caseID)
  }

  /// The kinds of a case's events, in order.
  func history(of caseID: Int64) async throws -> [String] {
    try await texts("select kind from casework.case_event where case_id = $1 order by event_id", caseID)
  }
}

/// Runs a test on a database of its own, marked as a sandbox, with a shipped policy in it, or another one. Its business time
/// begins on Monday, 2026-03-02 09:00 UTC, whenever the test runs: deadlines depend on the calendar.
func withCasework(
  policy id: String = "pl", source: String? = nil, _ body: (CaseworkDatabase) async throws -> Void
) async throws {
  try await withDatabase(.casework) { database in
    let source = source ?? ShippedPolicies.source(id)!
    let casework = CaseworkDatabase(pool: patientPool(database), policy: try Policy.read(source))
    _ = try await casework.rows("insert into casework.sandbox default values")
    _ = try await casework.rows(
      "insert into job_queue.timeline (name, advance) values ('business', timestamptz '2026-03-02 09:00Z' - now())"
    )
    _ = try await casework.rows(
      "insert into casework.policy (policy_id, version, document) values ($1, $2, $3)", casework.policy.id,
      String(casework.policy.version), source)
    do {
      try await body(casework)
    } catch {
      await casework.pool.close(grace: .zero)
      throw error
    }
    await casework.pool.close(grace: .seconds(1))
  }
}

/// Many tests at once on a busy machine: what they wait for is right answers, not quick ones.
private func patientPool(_ database: TestDatabase) -> Pool {
  var configuration = PoolConfiguration(database.connectionString)
  configuration.waitTimeout = .seconds(60)
  configuration.connection.connectTimeout = .seconds(60)
  return Pool(configuration)
}

/// Takes jobs through a handler as the queue's runtime does: `prepare`, then `plan` and `apply` in one
/// transaction. Without outcomes: what the fence does is tested with the queue.
@discardableResult
func run<Handler: JobHandler>(
  _ handler: Handler, _ jobs: [Handler.Arguments], attempt: Int = 1, secondsAgo: TimeInterval = 0,
  in pool: Pool
) async throws -> [Disposition] {
  let jobs = jobs.enumerated().map { index, arguments in
    testJob(arguments, id: Int64(index + 1), attempt: attempt, secondsAgo: secondsAgo)
  }
  let prepared = try await handler.prepare(jobs)
  return try await pool.withTransaction { transaction in
    let plan = try await handler.plan(jobs, prepared: prepared, in: transaction)
    try await handler.apply(plan.effects, in: transaction)
    return jobs.map { plan.dispositions[$0.id] ?? .done }
  }
}
