import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// A person's answer and silence's, under the same lock: one of them comes first, and the other finds that.
@Suite struct AnswerRaceTests {
  private enum Contender: CaseIterable { case person, silence }

  /// The lock's queue is first come, first served: who waits first wins, and the other does nothing.
  @Test func whoComesFirstDecides() async throws {
    try await withCasework { casework in
      for first in Contender.allCases {
        let caseID = try await addSilentCase(casework)
        let second: Contender = first == .person ? .silence : .person
        try await withThrowingTaskGroup { group in
          try await casework.pool.withTransaction { transaction in
            _ = try await ClockCase.lock([caseID], in: transaction)
            for (count, contender) in [(1, first), (2, second)] {
              group.addTask { try await decide(caseID, contender, casework) }
              while try await waiting(casework) < count { await Task.yield() }
            }
          }
          try await group.waitForAll()
        }
        #expect(try await winner(of: caseID, casework) == first)
      }
    }
  }

  @Test func atOnceExactlyOneDecides() async throws {
    try await withCasework { casework in
      for _ in 1...30 {
        let caseID = try await addSilentCase(casework)
        try await withThrowingTaskGroup { group in
          for contender in Contender.allCases.shuffled() {
            group.addTask { try await decide(caseID, contender, casework) }
          }
          try await group.waitForAll()
        }
        #expect(try await winner(of: caseID, casework) != nil)
      }
    }
  }

  /// A case under manual review whose answer is due just now.
  private func addSilentCase(_ casework: CaseworkDatabase) async throws -> Int64 {
    let caseID = try await casework.addCase(
      order: casework.addOrder([("card", 1_000)]), state: .manualReview, desired: .refundFull)
    try await casework.startClocks(caseID, .received)
    _ = try await casework.rows(
      """
      update casework.clock
      set started_at = started_at - interval '60 days', due_at = casework.business_now(), warn_at = null
      where case_id = $1 and kind = 'answer'
      """, caseID)
    return caseID
  }

  private func decide(_ caseID: Int64, _ contender: Contender, _ casework: CaseworkDatabase) async throws {
    switch contender {
    case .silence:
      try await run(
        ClockHandler(), [ClockJob(caseID: caseID, clock: "answer", cycle: 1)], in: casework.pool)
    case .person:
      let reference = try await casework.text(
        "select reference from casework.case_record where case_id = $1", caseID)
      do {
        try await CaseDesk(pool: casework.pool).decide(reference ?? "", .reject(.notOurProduct), by: "anna")
      } catch is CaseRefusal {
        // Too late: the case is not under review any more.
      }
    }
  }

  private func waiting(_ casework: CaseworkDatabase) async throws -> Int {
    try await casework.number(
      "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
  }

  /// `nil` when decision and state do not fit together, or there is not exactly one decision.
  private func winner(of caseID: Int64, _ casework: CaseworkDatabase) async throws -> Contender? {
    let decisions = try await casework.texts(
      "select decided_by from casework.decision where case_id = $1", caseID)
    switch (decisions, try await casework.state(of: caseID)) {
    case (["person:anna"], "rejected"): return .person
    case (["clock:answer"], "compensating"): return .silence
    default: return nil
    }
  }
}
