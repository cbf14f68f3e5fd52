import LibPQ
import Monitoring
import TestSupport

/// A database with known content. Business time is the server's: what is due is written relative to now.
struct Desk {
  let pool: Pool
  let monitor: Monitor

  init(_ database: TestDatabase) async throws {
    pool = database.pool
    monitor = Monitor(pool)
    try await write(
      "insert into casework.policy (policy_id, version, document) values ('pl', '1', '')",
      "insert into casework.customer (merchant, reference) values ('shop', 'C1')")
  }

  /// Runs statements, each in a transaction of its own, as entries of different transactions are.
  func write(_ statements: String...) async throws {
    for (index, sql) in statements.enumerated() {
      try await pool.execute(Statement("desk_\(index)_\(sql.hashValue)", sql))
    }
  }

  /// Opens cases; returns nothing, because their ids count from 1 in a new database.
  func openCases(_ count: Int, state: String = "verifying") async throws {
    try await write(
      """
      insert into casework.case_record (merchant, external_reference, content_digest, customer_id, kind, standing, channel,
        locale, submitted_at, received_at, policy_id, policy_version, responsible, band, state)
      select 'shop', '\(state)-' || number, '', 1, 'late_delivery', 'consumer', 'email', 'pl', now(), now(), 'pl', '1',
        'Anna Nowak', 1, '\(state)'
      from generate_series(1, \(count)) as number
      """)
  }

  /// Starts a clock of a case that has used up so many percent of ten days.
  func startClock(
    _ kind: String, of caseID: Int, percent: Double, stopped: Bool = false, breached: Bool = false
  ) async throws {
    try await write(
      """
      insert into casework.clock (case_id, kind, started_at, due_at, thresholds, on_breach, stopped_at, breached_at)
      select \(caseID), '\(kind)', started_at, started_at + interval '10 days', '{50,75,90}', 'nothing',
        case when \(stopped) then now() end, case when \(breached) then started_at + interval '10 days' end
      from (select now() - interval '10 days' * \(percent / 100) as started_at) as start
      """)
  }
}
