import JobQueue
import LibPQ
import Synchronization
import TestSupport
import Testing

@testable import Casework

/// The counts of clocks are those of the clocks, whatever happens to them and whoever counts meanwhile.
@Suite struct ClockRollupTests {
  private func addCases(_ count: Int, to casework: CaseworkDatabase) async throws {
    _ = try await casework.rows(
      "insert into casework.customer (merchant, reference) values ('shop', 'K-1') on conflict do nothing")
    _ = try await casework.rows(
      """
      insert into casework.case_record (merchant, external_reference, content_digest, customer_id, kind, standing, channel,
        locale, submitted_at, received_at, policy_id, policy_version, responsible, band)
      select 'shop', 'S-' || number, '', (select min(customer_id) from casework.customer), 'defect', 'consumer', 'email', 'pl', now(), now(),
        policy_id, version, 'Anna', 1
      from casework.policy, generate_series(1, $1) as number
      """, count)
  }

  private func start(
    _ kind: String, cycle: Int = 1, ofCasesUpTo last: Int, in executor: some StatementExecutor
  ) async throws {
    try await executor.execute(
      Statement(
        "start",
        """
        insert into casework.clock (case_id, kind, cycle, started_at, due_at, on_breach)
        select case_id, $1, $2, timestamptz '2026-03-02 08:00Z', timestamptz '2026-03-16 23:00Z', 'nothing'
        from casework.case_record where case_id <= $3
        """), kind, cycle, last)
  }

  private func standings(_ casework: CaseworkDatabase) async throws -> [String] {
    #expect(try await casework.texts(wrongClockCounts) == [])
    return try await casework.texts(
      """
      select kind || ' ' || standing || ' ' || sum(clocks)
      from casework.clock_count group by kind, standing having sum(clocks) <> 0 order by kind, standing
      """)
  }

  @Test func theyFollowTheClocks() async throws {
    try await withCasework { casework in
      try await addCases(4, to: casework)
      try await start("answer", ofCasesUpTo: 4, in: casework.pool)
      #expect(try await standings(casework) == ["answer running 4"])
      // In time; late; late and stopped.
      _ = try await casework.rows(
        "update casework.clock set stopped_at = '2026-03-10 10:30Z', stopped_by = 'answered' where case_id = 1"
      )
      _ = try await casework.rows("update casework.clock set breached_at = due_at where case_id in (2, 3)")
      _ = try await casework.rows(
        "update casework.clock set stopped_at = '2026-03-18 10:30Z', stopped_by = 'answered' where case_id = 3"
      )
      #expect(
        try await standings(casework)
          == ["answer ended_late 1", "answer late 1", "answer running 1", "answer stopped 1"])
      #expect(
        try await casework.texts("select case_id::text from casework.case_record where is_late order by 1")
          == ["2", "3"])
      // The answer came back: the result is the next cycle's.
      try await start("answer", cycle: 2, ofCasesUpTo: 1, in: casework.pool)
      #expect(
        try await standings(casework) == ["answer ended_late 1", "answer late 1", "answer running 2"])
      // Another end, in another hour; nobody counts updates that were written.
      _ = try await casework.rows(
        "update casework.clock set due_at = due_at + interval '5 days' where case_id = 4")
      try await start("periodic_update", ofCasesUpTo: 2, in: casework.pool)
      _ = try await casework.rows(
        "update casework.clock set stopped_at = due_at, stopped_by = 'expired' where kind = 'periodic_update' and case_id = 1"
      )
      #expect(
        try await standings(casework)
          == [
            "answer ended_late 1", "answer late 1", "answer running 2", "periodic_update running 1",
          ])
      try await ClockRollup.fold(in: casework.pool)
      #expect(try await casework.number("select count(*) from casework.clock_rollup_change") == 0)
      #expect(try await standings(casework).count == 4)
    }
  }

  @Test func foldingKeepsNothingThatIsZero() async throws {
    try await withCasework { casework in
      try await addCases(2, to: casework)
      try await start("answer", ofCasesUpTo: 2, in: casework.pool)
      #expect(try await ClockRollup.fold(in: casework.pool) == 1)
      #expect(try await ClockRollup.fold(in: casework.pool) == 0)
      _ = try await casework.rows(
        "update casework.clock set stopped_at = '2026-03-10 10:30Z', stopped_by = 'answered'")
      try await ClockRollup.fold(in: casework.pool)
      #expect(try await casework.texts("select standing from casework.clock_rollup") == ["stopped"])
    }
  }

  @Test func whatIsRolledBackIsNotCounted() async throws {
    struct Regret: Error {}
    try await withCasework { casework in
      try await addCases(3, to: casework)
      try await start("answer", ofCasesUpTo: 2, in: casework.pool)
      try? await casework.pool.withTransaction { transaction in
        try await start("remedy", ofCasesUpTo: 3, in: transaction)
        try await ClockRollup.fold(in: transaction)
        throw Regret()
      }
      #expect(try await standings(casework) == ["answer running 2"])
    }
  }

  @Test func whoComesSecondFoldsNothingAndWaitsForNobody() async throws {
    try await withCasework { casework in
      try await addCases(1, to: casework)
      try await start("answer", ofCasesUpTo: 1, in: casework.pool)
      try await casework.pool.withTransaction { transaction in
        #expect(try await ClockRollup.fold(in: transaction) == 1)
        #expect(try await ClockRollup.fold(in: casework.pool) == 0)
        // Whoever changes clocks meanwhile does not wait either.
        try await start("remedy", ofCasesUpTo: 1, in: casework.pool)
      }
      #expect(try await standings(casework) == ["answer running 1", "remedy running 1"])
    }
  }

  /// Six that work, some of it in vain, one that folds, one that looks all the time.
  @Test func theyAreRightInEverySnapshot() async throws {
    struct Regret: Error {}
    try await withCasework { casework in
      try await addCases(60, to: casework)
      let work = Work()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask {
          while !work.isOver { try await ClockRollup.fold(in: casework.pool) }
        }
        group.addTask {
          repeat {
            let wrong = try await casework.texts(wrongClockCounts)
            #expect(wrong == [])
          } while !work.isOver
        }
        group.addTask {
          await withTaskGroup(of: Void.self) { workers in
            for worker in 0..<6 {
              workers.addTask {
                let cases = (1...10).map { Int64(worker * 10 + $0) }
                for step in 0..<12 {
                  try? await casework.pool.withTransaction { transaction in
                    try await transaction.execute(.changeClocks(step), cases)
                    if step % 5 == 4 { throw Regret() }
                  }
                }
              }
            }
          }
          work.end()
        }
        try await group.waitForAll()
      }
      try await ClockRollup.fold(in: casework.pool)
      #expect(try await casework.texts(wrongClockCounts) == [])
      #expect(try await casework.number("select count(*) from casework.clock") == 60 * 3)
    }
  }

  @Test func aCaseThatIsCorrectedByHandTakesItsClocksAlong() async throws {
    try await withCasework { casework in
      try await addCases(2, to: casework)
      try await start("answer", ofCasesUpTo: 2, in: casework.pool)
      _ = try await casework.rows("update casework.case_record set kind = 'damaged' where case_id = 2")
      #expect(try await standings(casework) == ["answer running 2"])
      #expect(
        try await casework.texts(
          "select complaint from casework.clock_count group by complaint having sum(clocks) > 0 order by 1")
          == ["damaged", "defect"])
    }
  }

  @Test func aClockIsNeverRemoved() async throws {
    try await withCasework { casework in
      try await addCases(1, to: casework)
      try await start("answer", ofCasesUpTo: 1, in: casework.pool)
      let error = await #expect(throws: PostgresError.self) {
        _ = try await casework.rows("delete from casework.clock")
      }
      #expect(error?.sqlState.rawValue == "CW005")
    }
  }

  /// Clocks that were there before they were counted, and clocks that somebody changed behind the counts.
  @Test func whatIsThereIsCountedAnew() async throws {
    try await withCasework { casework in
      let migrator = Migrator(.casework, pool: casework.pool)
      let names = try await migrator.down(
        MigrationList.casework.migrations.count { $0.name >= "c0140" })
      #expect(names.contains("c0140_clock_rollup"))
      try await addCases(3, to: casework)
      try await start("answer", ofCasesUpTo: 3, in: casework.pool)
      _ = try await casework.rows(
        "update casework.clock set stopped_at = '2026-03-10 10:30Z', stopped_by = 'answered' where case_id < 3"
      )
      _ = try await casework.rows("update casework.clock set breached_at = due_at where case_id = 2")
      try await start("answer", cycle: 2, ofCasesUpTo: 1, in: casework.pool)
      #expect(try await migrator.up() == names.reversed())
      #expect(try await standings(casework) == ["answer ended_late 1", "answer running 2"])
      #expect(
        try await casework.texts("select case_id::text from casework.case_record where is_late") == ["2"])

      _ = try await casework.rows("alter table casework.clock disable trigger user")
      _ = try await casework.rows(
        "update casework.clock set stopped_at = '2026-03-10 10:30Z', stopped_by = 'answered' where case_id = 3"
      )
      _ = try await casework.rows(
        """
        insert into casework.clock (case_id, kind, cycle, started_at, due_at, on_breach)
        select case_id, kind, 2, started_at, due_at, on_breach from casework.clock where case_id = 3
        """)
      _ = try await casework.rows("update casework.clock set breached_at = null where case_id = 2")
      _ = try await casework.rows(
        "update casework.clock set breached_at = due_at where case_id = 1 and cycle = 2")
      _ = try await casework.rows("alter table casework.clock enable trigger user")
      #expect(try await casework.texts(wrongClockCounts) != [])
      _ = try await casework.rows("select casework.recount_clocks()")
      #expect(
        try await standings(casework) == ["answer late 1", "answer running 1", "answer stopped 1"])
      #expect(
        try await casework.texts("select case_id::text from casework.case_record where is_late") == ["1"])
    }
  }
}

private final class Work: Sendable {
  private let over = Mutex(false)
  var isOver: Bool { over.withLock { $0 } }
  func end() { over.withLock { $0 = true } }
}

extension Statement {
  /// One of what happens to the clocks of some cases, told by the step.
  fileprivate static func changeClocks(_ step: Int) -> Statement {
    let changes = [
      """
      insert into casework.clock (case_id, kind, started_at, due_at, on_breach)
      select case_id, kind, timestamptz '2026-03-02 08:00Z', timestamptz '2026-03-16 23:00Z', 'nothing'
      from unnest($1::bigint[]) as case_id, unnest('{answer,remedy,internal_target}'::text[]) as kind
      on conflict do nothing
      """,
      "update casework.clock set breached_at = due_at where case_id = any ($1) and kind = 'answer' and case_id % 3 = 0",
      """
      update casework.clock set stopped_at = timestamptz '2026-03-10 10:30Z' + case_id * interval '1 hour', stopped_by = 'answered'
      where case_id = any ($1) and kind <> 'remedy' and stopped_at is null
      """,
      "update casework.clock set due_at = due_at + interval '1 day' where case_id = any ($1)",
    ]
    let number = step % changes.count
    return Statement("change_clocks_\(number)", changes[number])
  }
}
