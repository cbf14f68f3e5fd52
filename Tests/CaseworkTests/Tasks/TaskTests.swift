import Complaints
import Foundation
import Gateways
import JobQueue
import LibPQ
import Testing

@testable import Casework

/// S3, S4, S40: what people do with their hands is part of the case until they have done it.
@Suite struct TaskTests {
  @Test(arguments: [
    (Remedy.replacement, "send_replacement"), (.repair, "repair"),
    (.correctiveShipment, "corrective_shipment"),
    (.freeShipping, "free_shipping"), (.gift, "gift"),
  ])
  func goodsAreATaskAndTheCaseWaitsForIt(_ remedy: Remedy, _ kind: String) async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(remedy, nil, paid: [("card", 5_000)])
      let handler = casework.compensating()
      // Twice: a job that comes again opens no second task.
      for _ in 1...2 { #expect(try await run(handler, [job], in: casework.pool) == [.done]) }
      #expect(try await casework.state(of: job.caseID) == "compensating")
      #expect(try await casework.texts("select kind from casework.task") == [kind])
      #expect(try await casework.number("select count(*) from casework.ledger_entry") == 0)
      #expect(try await casework.number("select count(*) from casework.notification") == 0)

      let task = try #require(try await casework.tasks.open(limit: 10).first)
      try await casework.tasks.done(
        task.number, reference: TaskReference(" RR 123 PL "), by: "Jan Kowal")
      #expect(try await casework.compensateJobs() == [job])
      #expect(try await casework.state(of: job.caseID) == "compensating", "a worker goes on, not the desk")
      try await run(handler, [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      #expect(try await casework.texts("select kind from casework.notification") == ["remedy_executed"])
      #expect(
        try await casework.texts("select ended_by || ', ' || reference from casework.task")
          == ["person:Jan Kowal, RR 123 PL"])
      #expect(
        try await casework.history(of: job.caseID) == ["task_opened", "task_done", "state_changed"])
      #expect(try await casework.tasks.open(limit: 10).isEmpty)
    }
  }

  @Test("S40: goods that nobody sends are late, and go up")
  func theRemedysClockRunsUntilTheGoodsAreSent() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.replacement, nil, paid: [("card", 5_000)])
      try await casework.startClocks(job.caseID, .accepted)
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(
        try await casework.number(
          "select count(*) from casework.task join casework.clock using (case_id) where task.due_at = clock.due_at"
        )
          == 1)
      try await casework.advance(days: 15)
      let clock = ClockJob(caseID: job.caseID, clock: "remedy", cycle: 1)
      try await run(ClockHandler(), [clock], in: casework.pool)
      #expect(try await casework.number("select escalation_level from casework.case_record") == 1)

      try await casework.tasks.done(1, by: "Jan Kowal")
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(
        try await casework.texts(
          "select stopped_by from casework.clock where kind = 'remedy' and breached_at is not null") == [
            "resolved"
          ])
    }
  }

  @Test func aTaskThatComesToNothingGoesToAPersonWhoDecidesAnew() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.replacement, nil, paid: [("card", 5_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      try await casework.tasks.fail(1, because: .outOfStock, note: "Nie ma już.", by: "Jan Kowal")
      #expect(try await casework.state(of: job.caseID) == "manual_review")
      #expect(try await casework.texts("select reason from casework.manual_review") == ["task_failed"])
      #expect(try await casework.texts("select failure from casework.task") == ["out_of_stock"])
      #expect(try await casework.texts("select body from casework.case_note") == ["Nie ma już."])
      // What is still in the queue for it finds a case that has moved on.
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "manual_review")

      let desk = CaseDesk(pool: casework.pool)
      try await desk.decide("R0000001", .accept([GrantedRemedy(.repair)]), by: "Ewa Maj")
      let again = CompensateJob(caseID: job.caseID, decision: 2)
      try await run(casework.compensating(), [again], in: casework.pool)
      #expect(try await casework.tasks.open(limit: 10).map(\.kind) == [.repair])
      try await casework.tasks.done(2, by: "Jan Kowal")
      try await run(casework.compensating(), [again], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test("L3: what cannot be done is not offered again, and the second tier comes when the first is used up")
  func hierarchy() async throws {
    try await withShop { shop in
      try await withOutbox { outbox in
        try await shop.importOrders(Files.orders([:]))
        try await shop.importComplaints(Files.complaints(["kind": "defect", "evidence": "photos"]))
        try await shop.work(outbox)
        func offered(_ decision: Int) async throws -> [String] {
          try await shop.texts(
            "select remedy from casework.remedy_option where decision_version = \(decision) order by position"
          )
        }
        func tryInVain(_ task: TaskKind, _ failure: TaskFailure) async throws {
          try await shop.work(outbox)
          let tasks = TaskDesk(pool: shop.pool)
          let back = try #require(try await tasks.open(.awaitReturn, limit: 1).first)
          try await tasks.done(back.number, by: "Jan Kowal")
          try await shop.work(outbox)
          let work = try #require(try await tasks.open(task, limit: 1).first)
          try await tasks.fail(work.number, because: failure, by: "Jan Kowal")
          try await CaseDesk(pool: shop.pool).decide("R0000001", .accept(), by: "Ewa Maj")
        }
        #expect(try await offered(1) == ["(repair)", "(replacement)"])
        try await CaseDesk(pool: shop.pool).choose("R0000001", .remedy(.repair))
        try await tryInVain(.repair, .beyondRepair)
        #expect(try await offered(2) == ["(replacement)"])
        try await tryInVain(.sendReplacement, .outOfStock)
        #expect(try await offered(3) == ["(price_reduction)", "(refund_full)"])
        // What the rules saw when they decided is replayed, and not what was learnt since.
        #expect(try await CaseDesk(pool: shop.pool).explain("R0000001").isAsRecorded)
      }
    }
  }

  @Test func aTaskEndsOnceHoweverManyEndIt() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.replacement, nil, paid: [("card", 5_000)])
      try await run(casework.compensating(), [job], in: casework.pool)
      let tasks = casework.tasks
      let ended = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 1...6 {
          group.addTask {
            do {
              if number.isMultiple(of: 2) {
                try await tasks.done(1, by: "Jan Kowal")
              } else {
                try await tasks.fail(1, because: .other, by: "Ewa Maj")
              }
              return true
            } catch is TaskRefusal {
              return false
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(ended == 1)
      #expect(
        try await casework.number(
          "select count(*) from casework.case_event where kind in ('task_done', 'task_failed')") == 1)
      let isDone = try await casework.number("select count(done_at) from casework.task") == 1
      #expect(try await casework.state(of: job.caseID) == (isDone ? "compensating" : "manual_review"))
      await #expect(throws: TaskRefusal.ended(1, isDone: isDone)) { try await tasks.done(1, by: "Jan Kowal") }
      await #expect(throws: TaskRefusal.unknown(99)) { try await tasks.done(99, by: "Jan Kowal") }
      await #expect(throws: CaseRefusal.nameMissing) { try await tasks.done(1, by: " ") }
    }
  }

  @Test(arguments: ["", "  ", "a\nb", "<b>", String(repeating: "1", count: 61)])
  func whatIsNoReference(_ text: String) { #expect(TaskReference(text) == nil) }
}

/// S2: what a carrier has lost or broken is claimed from the carrier, whatever the customer gets.
@Suite struct CarrierClaimTests {
  @Test func aClaimIsMadeOnceAndTheCaseDoesNotWaitForIt() async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(
        .refundPartial, 1_000, paid: [("card", 5_000)], kind: .notReceived)
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
      let claim = try #require(try await casework.tasks.open(.carrierClaim, limit: 10).first)
      // Seven days: Monday, 2 March, to Monday, 9 March, in Warsaw.
      #expect(claim.dueAt == (try Date("2026-03-09T23:00:00Z", strategy: .iso8601)))

      // The customer is not content, and gets something else: the parcel was lost once.
      try await CaseDesk(pool: casework.pool).appeal("R0000001")
      try await CaseDesk(pool: casework.pool).decide(
        "R0000001", .accept([GrantedRemedy(.gift)]), by: "Ewa Maj")
      let second = CompensateJob(caseID: job.caseID, decision: 2)
      try await run(casework.compensating(), [second], in: casework.pool)
      #expect(try await casework.tasks.open(limit: 10).map(\.kind) == [.carrierClaim, .gift])

      try await casework.tasks.fail(claim.number, because: .refused, by: "Jan Kowal")
      #expect(try await casework.state(of: job.caseID) == "compensating", "it is the shop's own matter")
      try await casework.tasks.done(2, by: "Jan Kowal")
      try await run(casework.compensating(), [second], in: casework.pool)
      #expect(try await casework.state(of: job.caseID) == "resolved")
    }
  }

  @Test(arguments: [
    (ComplaintKind.defect, "shipped"), (.notReceived, "cancelled"), (.notReceived, "paid"),
  ])
  func nothingIsClaimedForWhatNoCarrierHasDone(_ kind: ComplaintKind, _ status: String) async throws {
    try await withCasework { casework in
      let job = try await casework.addCompensation(.refundPartial, 1_000, paid: [("card", 5_000)], kind: kind)
      _ = try await casework.rows("update casework.order_record set status = $1", status)
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.number("select count(*) from casework.task") == 0)
    }
  }

  @Test func aPolicyWithoutClaimsMakesNone() async throws {
    let source = ShippedPolicies.source("pl")!.replacing(
      "  kinds: [not_received, damaged]\n  within: { amount: 7, unit: calendar_days }\n", with: ""
    ).replacing("carrier_claims:                     # S2; the term is the carrier's contract's\n", with: "")
    try await withCasework(source: source) { casework in
      #expect(casework.policy.carrierClaims == nil)
      let job = try await casework.addCompensation(
        .refundPartial, 1_000, paid: [("card", 5_000)], kind: .damaged)
      try await run(casework.compensating(), [job], in: casework.pool)
      #expect(try await casework.number("select count(*) from casework.task") == 0)
    }
  }
}
