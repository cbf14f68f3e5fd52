import Complaints
import Foundation
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// Every promise has a date, an owner and a clock (S27, S38), and the customer hears before it fails (S31). It is Monday,
/// 2 March 2026, 10:00 in Warsaw; the Polish policy keeps promises within an hour, and warns after three quarters of the time.
@Suite struct PromiseTests {
  private func withDesk(
    state: CaseState = .manualReview, _ body: (CaseworkDatabase, CaseDesk, String, Int64) async throws -> Void
  ) async throws {
    try await withCasework { casework in
      let caseID = try await casework.addCase(order: casework.addOrder([("card", 100)]), state: state)
      let reference = try #require(
        try await casework.text("select reference from casework.case_record where case_id = $1", caseID))
      try await body(casework, CaseDesk(pool: casework.pool), reference, caseID)
    }
  }

  private func clocks(_ casework: CaseworkDatabase) async throws -> [String] {
    try await casework.texts(
      """
      select cycle || ' ' || coalesce(stopped_by, 'runs') || case when breached_at is null then '' else ' late' end
      from casework.clock where kind = 'promised_update' order by cycle
      """)
  }

  private func look(_ caseID: Int64, cycle: Int, _ casework: CaseworkDatabase) async throws {
    try await run(
      ClockHandler(), [ClockJob(caseID: caseID, clock: "promised_update", cycle: cycle)], in: casework.pool)
  }

  @Test func eachPromiseIsWatchedByAClockOfItsOwn() async throws {
    try await withDesk { casework, desk, reference, caseID in
      let first = try await desk.promise(reference, .answer, owner: "Jan Kowal")
      let second = try await desk.promise(
        reference, .delivery, by: PromisedTime("2026-03-05"), owner: "Anna Lis")
      let third = try await desk.promise(
        reference, .remedy, by: PromisedTime("2026-03-03 16:00"), owner: "Anna Lis")
      let numbers: [Int] = [first.number, second.number, third.number]
      #expect(numbers == [1, 2, 3])
      // The policy's hour; a day to its end; a time on the clock on the wall.
      #expect(DomainJSON.text(of: second.end) == "2026-03-05T23:00:00.000000Z")
      #expect(DomainJSON.text(of: third.end) == "2026-03-03T15:00:00.000000Z")
      #expect(
        try await casework.texts("select owner from casework.commitment order by number")
          == ["Jan Kowal", "Anna Lis", "Anna Lis"])
      try await desk.keep(reference, promise: 2, by: "Anna Lis")
      #expect(try await clocks(casework) == ["1 runs", "2 promise_kept", "3 runs"])
      #expect(
        try await casework.history(of: caseID) == ["promised", "promised", "promised", "promise_kept"])
      let file = try await desk.show(reference)
      #expect(file.promises.map(\.what) == ["answer", "delivery", "remedy"])
      #expect(file.promises.filter { $0.kept != nil }.map(\.number) == [2])
    }
  }

  @Test func oneThatIsNotKeptIsBrokenAndStaysSo() async throws {
    try await withDesk { casework, desk, reference, caseID in
      try await desk.promise(reference, .answer, owner: "Jan Kowal")
      try await casework.advance(days: 0, hours: 2)
      try await look(caseID, cycle: 1, casework)
      #expect(
        try await casework.number(
          "select count(*) from casework.commitment where broken_at = promised_for and kept_at is null") == 1)
      // The customer is not left waiting for nothing (S34).
      #expect(
        try await casework.texts("select kind from casework.notification order by 1")
          == ["escalated", "status_update"])
      try await desk.keep(reference, promise: 1, by: "Jan Kowal")
      #expect(
        try await casework.number(
          "select count(*) from casework.commitment where broken_at = promised_for and kept_at > broken_at")
          == 1)
      #expect(try await clocks(casework) == ["1 promise_kept late"])
    }
  }

  /// No timer has looked: what is kept too late was broken all the same.
  @Test func whatIsKeptTooLateWasBroken() async throws {
    try await withDesk { casework, desk, reference, caseID in
      try await desk.promise(reference, .answer, owner: "Jan Kowal")
      try await casework.advance(days: 0, hours: 2)
      try await desk.keep(reference, promise: 1, by: "Jan Kowal")
      #expect(
        try await casework.number("select count(*) from casework.commitment where broken_at = promised_for")
          == 1)
      #expect(try await clocks(casework) == ["1 promise_kept late"])
      #expect(try await casework.history(of: caseID) == ["promised", "promise_kept", "clock_breached"])
    }
  }

  @Test func theCustomerHearsBeforeAPromiseFails() async throws {
    try await withDesk { casework, desk, reference, caseID in
      try await withOutbox { outbox in
        try await desk.promise(reference, .delivery, by: PromisedTime("2026-03-05"), owner: "Jan Kowal")
        try await casework.advance(days: 1)
        let made = try await desk.replace(
          reference, promise: 1, by: PromisedTime("2026-03-09"), owner: "Anna Lis")
        #expect(made.number == 2)
        #expect(try await clocks(casework) == ["1 replaced", "2 runs"])
        #expect(
          try await casework.texts(
            "select what || ' ' || replaced_by from casework.commitment where number = 1")
            == ["delivery 2"])
        #expect(
          try await casework.texts(
            "select facts ->> 'promised_for' || ' ' || (facts ->> 'new_date') from casework.notification")
            == ["2026-03-05 2026-03-09"])
        let job = NotifyJob(
          notification: try await casework.rows("select notification_id from casework.notification")[0]
            .decode(Int64.self, at: 0))
        #expect(try await run(casework.notifying(outbox), [job], in: casework.pool) == [.done])
        #expect(try outbox.mail(outbox.mails[0]).contains(/9(?: |=C2=A0)marca/))
        #expect(
          try await casework.history(of: caseID)
            == ["promised", "promised", "promise_at_risk", "notification_sent"])
      }
    }
  }

  @Test func aPromiseOutlivesTheSettlement() async throws {
    try await withDesk(state: .compensating) { casework, desk, reference, caseID in
      try await desk.promise(reference, .delivery, by: PromisedTime("2026-03-05"), owner: "Jan Kowal")
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(ClockStop.stopped(by: .resolved, caseID: caseID), in: transaction)
      }
      #expect(try await clocks(casework) == ["1 runs"])
      try await casework.pool.withTransaction { transaction in
        try await ClockRows.stop(ClockStop.stopped(by: .closed, caseID: caseID), in: transaction)
      }
      #expect(try await clocks(casework) == ["1 closed"])
    }
  }

  @Test func whatMeansNothingIsRefused() async throws {
    try await withDesk { casework, desk, reference, _ in
      func refuses(_ refusal: CaseRefusal, _ body: () async throws -> Void) async {
        await #expect(throws: refusal) { try await body() }
      }
      for text in ["tomorrow", "2026-02-30", "2026-03-05 25:00", "2026-03-29 02:30", ""] {
        await refuses(.unreadableTime(text)) {
          try await desk.promise(reference, .answer, by: PromisedTime(text), owner: "Jan")
        }
      }
      await #expect(throws: CaseRefusal.self) {
        try await desk.promise(reference, .answer, by: PromisedTime("2026-03-01"), owner: "Jan")
      }
      await refuses(.nameMissing) { try await desk.promise(reference, .answer, owner: "") }
      await refuses(.unknownPromise(reference, 1)) {
        try await desk.keep(reference, promise: 1, by: "Jan")
      }
      try await desk.promise(reference, .answer, by: PromisedTime("2026-03-04"), owner: "Jan")
      await refuses(.promiseNotLater) {
        try await desk.replace(reference, promise: 1, by: PromisedTime("2026-03-03"), owner: "Jan")
      }
      #expect(try await clocks(casework) == ["1 runs"], "a refused command leaves nothing behind")
      try await casework.advance(days: 3)
      await refuses(.promiseBroken(reference, 1)) {
        try await desk.replace(reference, promise: 1, by: PromisedTime("2026-03-09"), owner: "Jan")
      }
      try await desk.keep(reference, promise: 1, by: "Jan")
      await refuses(.promiseOver(reference, 1)) { try await desk.keep(reference, promise: 1, by: "Jan") }
      try await desk.withdraw(reference)
      await #expect(throws: CaseRefusal.self) { try await desk.promise(reference, .answer, owner: "Jan") }
    }
  }
}
