import Complaints
import Foundation
import Testing

@Suite struct TimetableTests {
  @Test("S35 to S41: what the confirmed receipt starts, and when it ends")
  func receipt() throws {
    let cycles = try policy("uk").clocks(startedBy: .received, at: at("2026-06-12T15:00:00+01:00"))
    let ends = Dictionary(uniqueKeysWithValues: cycles.map { ($0.kind, $0.dueAt) })
    #expect(
      ends == [
        .acknowledge: at("2026-06-17T00:00:00+01:00"), .answer: at("2026-06-27T00:00:00+01:00"),
        .internalTarget: at("2026-06-20T00:00:00+01:00"), .periodicUpdate: at("2026-06-16T00:00:00+01:00"),
        .externalBody: at("2026-08-08T00:00:00+01:00"),
      ])
  }

  @Test("A clock that the policy does not have does not run")
  func missingClock() throws {
    let cycles = try policy("pl").clocks(startedBy: .received, at: at("2026-06-12T15:00:00+02:00"))
    #expect(cycles.map(\.kind) == [.acknowledge, .answer, .internalTarget, .periodicUpdate])
  }

  @Test("S40: the remedy's clock runs from the acceptance; S33: the follow-up's from the settlement")
  func laterClocks() throws {
    let policy = try policy("pl")
    let now = at("2026-06-15T12:00:00+02:00")
    let kinds: [ClockEvent: [ClockKind]] = [
      .accepted: [.remedy], .offered: [.offerExpiry], .informationRequested: [.information],
      .resolved: [.followUp],
      .promised: [.promisedUpdate], .messageSent: [.periodicUpdate], .answered: [], .closed: [],
      .disagreed: [.internalTarget],
    ]
    for (event, expected) in kinds {
      #expect(try policy.clocks(startedBy: event, at: now).map(\.kind) == expected)
    }
    let offer = try #require(try policy.clocks(startedBy: .offered, at: now).first)
    let option = RemedyOption(.freeShipping, amount: nil, basis: .contractual)
    #expect(try Offer([option], madeAt: now, policy: policy)?.validUntil == offer.dueAt)
  }

  @Test("Whatever starts can be stopped, and the end of a case stops everything")
  func stops() {
    for kind in ClockKind.timedByPolicy {
      let stoppers = ClockEvent.allCases.filter {
        $0.stops.contains(kind) && $0 != .closed && $0 != .withdrawn
      }
      #expect(!stoppers.isEmpty, "nothing but the end stops \(kind)")
      #expect(ClockEvent.allCases.contains { $0.starts.contains(kind) })
    }
    // Set by the case; and by the ladder, which time alone climbs until the end.
    #expect(ClockEvent.examined.stops == [.examination])
    #expect(ClockEvent.withdrawn.stops == Set(ClockKind.allCases))
    #expect(ClockEvent.closed.stops == Set(ClockKind.allCases))
    #expect(!ClockEvent.resolved.stops.contains(.followUp))
    #expect(
      ClockEvent.resolved.stops.isDisjoint(with: [.acknowledge, .answer, .internalTarget, .promisedUpdate]),
      "what was given and not told is no answer (S36), and a promise is one until it is kept (S27)")
    #expect(!ClockEvent.messageSent.stops.contains(.answer), "S29: a holding reply stops nothing")
    #expect(
      !ClockEvent.informationRequested.stops.contains(.answer), "the answer clock is not paused by a question"
    )
  }

  @Test(
    "The answer clock is never paused by default; a policy may let it be, and the external body's never (S41)"
  )
  func pauses() throws {
    for id in ["pl", "ru", "uk"] {
      for state in CaseState.allCases { #expect(try policy(id).clocks(pausedIn: state).isEmpty) }
    }
    let pausing = try policy(
      "uk",
      replacing: [
        (
          "on_breach: nothing\n  promised",
          "on_breach: nothing\n    paused_in: [awaiting_information]\n  promised"
        )
      ])
    #expect(pausing.clocks(pausedIn: .awaitingInformation) == [.internalTarget])
    #expect(throws: PolicyProblems.self) {
      try policy(
        "uk", replacing: [("thresholds: [75, 90]\n", "thresholds: [75, 90]\n    paused_in: [verifying]\n")])
    }
  }
}
