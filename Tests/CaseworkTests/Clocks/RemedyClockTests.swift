import Complaints
import Foundation
import Testing

@testable import Casework

/// S40, L3, L5, L6: what is timed once it is settled what the customer gets, and from when.
@Suite struct RemedyClockTests {
  private let received = instant("2026-03-02T12:00:00Z")
  private let decided = instant("2026-03-04T12:00:00Z")
  private let chosen = instant("2026-03-06T12:00:00Z")

  private func clock(
    _ policy: Policy, _ remedy: Remedy, needsReturn: Bool = false
  ) throws -> ClockCycle {
    let head = CaseHead(
      caseID: 1, reference: "R0000001", version: 1, state: .awaitingChoice, complaint: .defect, locale: "ru",
      standing: .consumer, band: 1, policy: PolicyKey(policy), receivedAt: received, escalationLevel: 0,
      isErased: false, responsible: "Anna Nowak",
      decisions: 1, decidedAt: decided, rounds: 1, isDeemed: false)
    let option = RemedyOption(remedy, amount: nil, basis: .statutory, needsReturn: needsReturn)
    let clocks = try NewClock.settled(
      Choice(option, by: .customer, at: chosen), decidedAt: decided, of: head, policy: policy)
    #expect(clocks.count == 1)
    return clocks[0].cycle
  }

  private func shipped(_ id: String, replacing changes: (String, String)...) throws -> Policy {
    var source = ShippedPolicies.source(id)!
    for (old, new) in changes {
      #expect(source.contains(old))
      source = source.replacing(old, with: new)
    }
    return try Policy.read(source)
  }

  @Test("L5: ten days from the demand in Russia, fourteen from the choice in Poland")
  func start() throws {
    let russian = try clock(shipped("ru"), .refundFull)
    #expect(russian.kind == .remedy && russian.startedAt == received)
    #expect(russian.dueAt == instant("2026-03-12T21:00:00Z"))
    let polish = try clock(shipped("pl"), .refundFull)
    #expect(polish.startedAt == chosen)
    #expect(polish.dueAt == instant("2026-03-20T23:00:00Z"))
    let fromDecision = try clock(
      shipped("pl", replacing: ("    start: choice\n", "    start: decision\n")), .refundFull)
    #expect(fromDecision.startedAt == decided)
  }

  @Test("L6: 45 days for a repair, 7 for an exchange")
  func terms() throws {
    #expect(try clock(shipped("ru"), .repair).dueAt == instant("2026-04-16T21:00:00Z"))
    // The 9th is a day of rest, transferred from Sunday, the 8th.
    #expect(try clock(shipped("ru"), .replacement).dueAt == instant("2026-03-10T21:00:00Z"))
  }

  @Test("Where goods come back first, the wait for them is timed; without a term for it, the remedy at once")
  func returns() throws {
    let wait = try clock(shipped("ru"), .replacement, needsReturn: true)
    #expect(wait.kind == .goodsReturn && wait.startedAt == chosen)
    #expect(wait.dueAt == instant("2026-03-27T21:00:00Z"))
    let untimed = try shipped(
      "pl",
      replacing: (
        "  within: { amount: 21, unit: calendar_days }     # for goods that come back first; this shop's choice\n",
        ""
      ))
    #expect(try clock(untimed, .refundFull, needsReturn: true).kind == .remedy)
  }
}

private func instant(_ text: String) -> Date {
  (try? Date(text, strategy: .iso8601))!
}
