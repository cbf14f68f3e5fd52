import Complaints
import Foundation
import Testing

/// What an expert's examination means for the day of the answer (S21). Received on Monday, 2 March 2026; by the Polish policy the answer
/// is owed by the 16th.
@Suite struct ExaminationTermsTests {
  private let received = at("2026-03-02T10:00:00+01:00")

  private func terms(
    until text: String, extends: String? = nil, pauses: Bool = false, answer isTimed: Bool = true,
    target: Date? = nil, at moment: String = "2026-03-09T10:00:00+01:00"
  ) throws -> ExaminationTerms {
    var source = ShippedPolicies.source("pl")!
    if let extends { source = source.replacing("\noffer:\n", with: "\nexamination: \(extends)\noffer:\n") }
    if pauses {
      source = source.replacing(
        "    answered_when: dispatched ",
        with: "    paused_in: [expert_examination]\n    answered_when: dispatched ")
    }
    let policy = try Policy.read(source)
    return try ExaminationTerms(
      until: day(text), receivedAt: received,
      answer: isTimed ? try policy.clock(.answer, startedAt: received) : nil, target: target, policy: policy,
      at: at(moment))
  }

  private let eightWeeks = "{ extends: answer, at_most: { amount: 8, unit: weeks } }"

  @Test func byDefaultNothingMovesAndThatIsSaid() throws {
    let later = try terms(until: "2026-03-20")
    #expect(later.isLater && later.termStays && !later.movesAnswer)
    #expect(later.previousDay == day("2026-03-16") && later.day == day("2026-03-20"))
    #expect(later.end == at("2026-03-21T00:00:00+01:00"))
    #expect(try terms(until: "2026-03-20", extends: "{ extends: nothing }").termStays)
    // In time: nobody waits longer.
    let inTime = try terms(until: "2026-03-16")
    #expect(!inTime.isLater && !inTime.termStays && !inTime.movesAnswer)
  }

  @Test func wherePolicySaysSoTheAnswerMovesAsFarAsItMay() throws {
    let moved = try terms(until: "2026-03-20", extends: eightWeeks)
    #expect(moved.isLater && moved.movesAnswer && !moved.termStays)
    #expect(try !terms(until: "2026-03-16", extends: eightWeeks).movesAnswer, "it is not moved forward")
    #expect(try terms(until: "2026-04-27", extends: eightWeeks).movesAnswer)
    #expect(throws: ExaminationTerms.Fault.tooLate(lastDay: day("2026-04-27"))) {
      try terms(until: "2026-04-28", extends: eightWeeks)
    }
    // What is over is not moved any more.
    let late = try terms(until: "2026-03-20", extends: eightWeeks, at: "2026-03-17T00:00:00+01:00")
    #expect(!late.movesAnswer && late.termStays && late.previousDay == day("2026-03-16"))
  }

  @Test func anAnswerThatStandsStillWaitsByItself() throws {
    let paused = try terms(until: "2026-03-20", pauses: true)
    #expect(paused.isLater && !paused.movesAnswer && !paused.termStays)
    #expect(throws: PolicyProblems.self) { try terms(until: "2026-03-20", extends: eightWeeks, pauses: true) }
  }

  /// After an answer that the customer contests: no law times the next one, only the shop's own target.
  @Test func whereNoAnswerIsOwedTheTargetWasWhatWasSaid() throws {
    let contested = try terms(
      until: "2026-03-20", extends: eightWeeks, answer: false, target: at("2026-03-14T00:00:00+01:00"))
    #expect(contested.isLater && !contested.movesAnswer && !contested.termStays)
    #expect(contested.previousDay == day("2026-03-13"))
    let untimed = try terms(until: "2026-03-20", answer: false)
    #expect(!untimed.isLater && untimed.previousDay == nil)
  }

  @Test func aDayThatIsOverIsNotAnnounced() throws {
    #expect(throws: ExaminationTerms.Fault.dayOver(day("2026-03-08"))) { try terms(until: "2026-03-08") }
    #expect(try terms(until: "2026-03-09").day == day("2026-03-09"))
  }
}
