import Complaints
import Foundation
import Testing

@testable import Monitoring

/// Why a case is not moving, decided from what is open of it.
@Suite struct StandstillTests {
  /// 12:00 on the first of March.
  private let now = Date(timeIntervalSince1970: 1_772_366_400)

  /// As the database gives it, with what the test says instead of nothing.
  private func view(_ state: CaseState, _ open: [String: Any] = [:]) throws -> CaseView {
    var document: [String: Any] = [
      "reference": "R0000012", "externalReference": "web-1", "complaint": "late_delivery",
      "state": state.rawValue,
      "stateSince": instant("2026-02-20 09:00"), "policy": "pl version 1", "responsible": "Ewa Maj",
      "escalationLevel": 0, "receivedAt": instant("2026-02-19 09:00"), "clocks": [], "tasks": [],
      "payments": [],
      "messages": [], "queues": ["clock", "compensate", "notify", "verify"].map { queue($0) },
    ]
    document.merge(open) { $1 }
    let json = try JSONSerialization.data(withJSONObject: document)
    return try DomainJSON.decode(CaseView.self, from: String(decoding: json, as: UTF8.self))
  }

  private func instant(_ minute: String) -> String { minute.replacing(" ", with: "T") + ":00.000000Z" }

  private func queue(_ name: String, workers: Int = 1, paused: String? = nil) -> [String: Any] {
    var queue: [String: Any] = ["queue": name, "workers": workers]
    if let paused {
      queue["pausedAt"] = instant("2026-02-28 08:00")
      queue["pauseReason"] = paused
    }
    return queue
  }

  private func clock(_ kind: ClockKind, due: String, paused: Bool = false) -> [String: Any] {
    var clock: [String: Any] = [
      "clock": kind.rawValue, "cycle": 1, "since": instant("2026-02-20 09:00"), "dueAt": instant(due),
      "isBreached": false,
    ]
    if paused { clock["pausedAt"] = instant("2026-02-21 09:00") }
    return clock
  }

  private func payment(_ status: String, payout: String? = nil) -> [String: Any] {
    var payment: [String: Any] = [
      "remedy": "refund_full", "amount": ["minor_units": 11_980, "currency": "PLN"], "status": status,
      "since": instant("2026-02-27 10:00"),
    ]
    payment["payout"] = payout
    return payment
  }

  private func task(_ kind: String, due: String?) -> [String: Any] {
    var task: [String: Any] = ["number": 4, "task": kind, "since": instant("2026-02-27 10:00")]
    task["dueAt"] = due.map(instant)
    return task
  }

  private func message(handed: Bool = false, written: String = "2026-02-28 10:00") -> [String: Any] {
    var message: [String: Any] = [
      "number": 7, "message": "acknowledgement", "channel": "phone", "writtenAt": instant(written),
    ]
    if handed { message["handedAt"] = instant("2026-02-28 11:00") }
    return message
  }

  private func job(_ state: JobState, kind: String = "verify", _ hindrance: TracedJob.Hindrance? = nil)
    -> TracedJob
  {
    TracedJob(
      listing: ListedJob(
        job: 3452, state: state, queue: kind, band: 1, kind: kind, attempt: 3, enqueuedAt: now - 3600,
        dueAt: now + 60, worker: nil, host: nil, lastError: "no paper", reference: "R0000012"),
      failures: [DeadLetter.Failure(attempt: 2, failedAt: now - 60, error: "no paper")], hindrance: hindrance)
  }

  private struct Expected {
    let wait: Standstill.Wait
    let sentence: String
    var isAlarming = false
    var until: String?
    var command: String?
  }

  private func expect(
    _ expected: Expected, _ view: CaseView, _ jobs: [TracedJob] = [], explanation: String? = nil,
    at location: SourceLocation = #_sourceLocation
  ) {
    let standstill = Standstill(view, jobs: jobs, explanation: explanation, at: now)
    #expect(standstill.sentence == expected.sentence, sourceLocation: location)
    #expect(standstill.waitsFor == expected.wait, sourceLocation: location)
    #expect(standstill.isAlarming == expected.isAlarming, sourceLocation: location)
    #expect(standstill.until.map(\.inMinutes) == expected.until, sourceLocation: location)
    #expect(standstill.command == expected.command, sourceLocation: location)
  }

  @Test func whoIsAskedIsWaitedFor() throws {
    expect(
      Expected(
        wait: .person, sentence: "Ewa Maj is to decide, because of high value.",
        command: "redress case show R0000012"),
      try view(.manualReview, ["review": ["reason": "high_value", "since": instant("2026-02-21 09:00")]]))
    expect(
      Expected(
        wait: .customer,
        sentence: "The customer was asked for photos, proof of purchase, until 2026-03-06 23:00Z.",
        until: "2026-03-06 23:00Z"),
      try view(
        .awaitingInformation,
        [
          "request": ["items": ["photos", "proof_of_purchase"], "since": instant("2026-02-20 09:00")],
          "clocks": [clock(.information, due: "2026-03-06 23:00")],
        ]))
    expect(
      Expected(wait: .customer, sentence: "The customer was asked for more, without a term."),
      try view(.awaitingInformation))
    expect(
      Expected(
        wait: .customer, sentence: "The customer is to choose a remedy, until 2026-03-06 23:00Z.",
        until: "2026-03-06 23:00Z"),
      try view(.awaitingChoice, ["clocks": [clock(.offerExpiry, due: "2026-03-06 23:00")]]))
    expect(
      Expected(wait: .expert, sentence: "An expert has it; the clock examination stands still."),
      try view(
        .expertExamination, ["clocks": [clock(.examination, due: "2026-02-28 23:00", paused: true)]]))
  }

  /// A wait ends at the end of its clock, not a moment later; from then on a worker is what is missing.
  @Test func aWaitWhoseTimeIsOverWaitsForAWorker() throws {
    let over = [
      "clocks": [clock(.offerExpiry, due: "2026-03-01 12:00")], "queues": [queue("clock", workers: 0)],
    ]
    expect(
      Expected(
        wait: .worker,
        sentence:
          "The customer is to choose a remedy, and the time for it was over 2026-03-01 12:00Z: no worker that is alive works on queue clock.",
        isAlarming: true),
      try view(.awaitingChoice, over))
    let ahead = ["clocks": [clock(.offerExpiry, due: "2026-03-01 12:01")]]
    #expect(
      Standstill(try view(.awaitingChoice, ahead), jobs: [], explanation: nil, at: now).waitsFor == .customer)
  }

  @Test func whatIsBrokenIsToldFirst() throws {
    let review = ["review": ["reason": "high_value", "since": instant("2026-02-21 09:00")]]
    let dead = job(.dead)
    let standstill = Standstill(
      try view(.manualReview, review), jobs: [dead],
      explanation: "It was given up at 9 after attempt 3: no paper.", at: now)
    #expect(
      standstill.sentence
        == "Its job 3452 (verify) is dead: it was given up at 9 after attempt 3: no paper.")
    #expect(standstill.waitsFor == .revival && standstill.isAlarming)
    #expect(standstill.command == "redress queue retry 3452")
    #expect(standstill.evidence.first == "Ewa Maj is to decide, because of high value.")
    #expect(standstill.evidence.contains("Attempt 2 failed 2026-03-01 11:59Z: no paper"))
    expect(
      Expected(
        wait: .payment,
        sentence:
          "The provider has not said whether refund full of 119.80 PLN was carried out; it is asked again with the same key.",
        isAlarming: true),
      try view(.compensating, ["payments": [payment("unknown")]]), [job(.retrying, kind: "compensate")],
      explanation: "It is not due.")
  }

  @Test func goodsAndHandsAreWaitedFor() throws {
    expect(
      Expected(
        wait: .goods, sentence: "The goods are to come back first (task 4), until 2026-03-06 23:00Z.",
        until: "2026-03-06 23:00Z", command: "redress task done 4"),
      try view(
        .compensating,
        ["tasks": [task("await_return", due: "2026-03-06 23:00")], "payments": [payment("intended")]]))
    expect(
      Expected(
        wait: .person, sentence: "Somebody is to do task 4, repair, until 2026-02-28 23:00Z.",
        isAlarming: true,
        until: "2026-02-28 23:00Z", command: "redress task done 4"),
      try view(.compensating, ["tasks": [task("repair", due: "2026-02-28 23:00")]]))
    expect(
      Expected(
        wait: .person, sentence: "The payout of 119.80 PLN is in no file for the bank.",
        command: "redress payouts export"),
      try view(.compensating, ["payments": [payment("executing", payout: "unexported")]]))
    expect(
      Expected(
        wait: .person, sentence: "The bank's word on the payout of 119.80 PLN is awaited.",
        command: "redress payouts confirm"),
      try view(.compensating, ["payments": [payment("executing", payout: "unconfirmed")]]))
    // A claim from the carrier keeps no customer waiting.
    let claim = Standstill(
      try view(.closed, ["tasks": [task("carrier_claim", due: nil)]]), jobs: [], explanation: nil, at: now)
    #expect(claim.waitsFor == .nothing)
    #expect(claim.evidence.contains("A claim from the carrier is open (task 4); it keeps nothing up."))
  }

  private typealias Condition = (
    state: JobState, hindrance: TracedJob.Hindrance?, explanation: String, wait: Standstill.Wait,
    isAlarming: Bool
  )

  private static let conditions: [Condition] = [
    (.waiting, nil, "It waits in queue.", .worker, false),
    (.waiting, .noWorker, "No worker that is alive takes it.", .worker, true),
    (.waiting, .paused, "Its queue \"verify\" is paused.", .pause, false),
    (.running, .paused, "It is running.", .running, false),
    (.retrying, .noWorker, "It is not due.", .retry, false), (.parked, nil, "It is parked.", .limit, false),
    (.scheduled, nil, "It is not due.", .time, false), (.moving, nil, "It was put off.", .running, false),
  ]

  @Test(arguments: conditions)
  private func itsJobSaysWhatItWaitsFor(_ condition: Condition) throws {
    let (state, hindrance, explanation, wait, isAlarming) = condition
    let job = job(state, hindrance)
    let standstill = Standstill(try view(.verifying), jobs: [job], explanation: explanation, at: now)
    #expect(
      standstill.sentence == "Its next step, verify, is job 3452: \(explanation.asClause).")
    #expect(standstill.waitsFor == wait)
    #expect(standstill.isAlarming == isAlarming)
    let alone = Standstill(job, explanation: explanation)
    #expect(alone.sentence == explanation && alone.waitsFor == wait)
    #expect(alone.evidence.first == "It is about case R0000012.")
  }

  /// At a million waiting jobs nobody looks for the one.
  @Test func aStepWhoseJobIsNotFoundIsToldByItsQueue() throws {
    expect(
      Expected(
        wait: .worker,
        sentence: "Its next step, verify, is still to be done: it waits for its turn in queue verify."),
      try view(.received))
    expect(
      Expected(
        wait: .worker,
        sentence:
          "Its next step, compensate, is still to be done: no worker that is alive works on queue compensate.",
        isAlarming: true),
      try view(.compensating, ["queues": [queue("compensate", workers: 0)]]))
    expect(
      Expected(
        wait: .pause,
        sentence:
          "Its next step, verify, is still to be done: queue verify is paused since 2026-02-28 08:00Z: the rules change.",
        command: "redress queue resume verify"),
      try view(.verifying, ["queues": [queue("verify", paused: "The rules change.")]]))
    expect(
      Expected(
        wait: .time, sentence: "Its receipt is ahead, at 2026-03-02 09:00Z: until then nothing is done.",
        until: "2026-03-02 09:00Z"),
      try view(.received, ["receivedAt": instant("2026-03-02 09:00")]))
  }

  @Test func messagesThatTheCustomerHasNotHeardAreToldBeforeTheEnd() throws {
    expect(
      Expected(
        wait: .person,
        sentence: "Somebody is to tell the customer by phone: message 7, acknowledgement.",
        command: "redress message told 7"),
      try view(.closed, ["messages": [message(handed: true)]]))
    expect(
      Expected(
        wait: .worker,
        sentence: "The message acknowledgement is not sent: it waits for its turn in queue notify."),
      try view(.closed, ["messages": [message()]]))
    expect(
      Expected(
        wait: .time, sentence: "The message acknowledgement is sent at 2026-03-02 09:00Z.",
        until: "2026-03-02 09:00Z"),
      try view(.closed, ["messages": [message(written: "2026-03-02 09:00")]]))
  }

  @Test func whatIsOverRestsOrIsLost() throws {
    expect(
      Expected(wait: .nothing, sentence: "It is over: closed since 2026-02-25 10:00Z."),
      try view(.closed, ["closedAt": instant("2026-02-25 10:00")]))
    expect(
      Expected(
        wait: .time, sentence: "It is resolved, and rests, until 2026-03-06 23:00Z.",
        until: "2026-03-06 23:00Z"),
      try view(.resolved, ["clocks": [clock(.followUp, due: "2026-03-06 23:00")]]))
    for state in [CaseState.resolved, .appealed] {
      expect(
        Expected(
          wait: .unknown,
          sentence: "Nothing that is known of would move it: no job, no clock, and nobody was asked.",
          isAlarming: true, command: "redress case show R0000012"),
        try view(state))
    }
  }

  @Test func theEvidenceSaysWhoAnswersAndWhatIsDueNext() throws {
    let open: [String: Any] = [
      "clocks": [clock(.answer, due: "2026-02-28 23:00")], "mediationSince": instant("2026-02-22 09:00"),
    ]
    let evidence = Standstill(try view(.manualReview, open), jobs: [], explanation: nil, at: now).evidence
    #expect(
      evidence == [
        "It is manual review since 2026-02-20 09:00Z.", "Ewa Maj answers for it.",
        "The next clock, answer, is due 2026-02-28 23:00Z, and is over.",
        "A mediation goes on since 2026-02-22 09:00Z.",
      ])
  }
}
