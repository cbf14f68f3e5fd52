import Complaints
import Foundation
import Testing

/// Transcripts of clocks: told an instant, what do they say?
@Suite struct ClockCycleTests {
  /// Ten hours from midnight.
  private func cycle(_ thresholds: [Int] = [50, 75, 90], unrolled: Date? = nil) -> ClockCycle {
    ClockCycle(.answer, startedAt: hour(0), dueAt: hour(10), unrolledDueAt: unrolled, thresholds: thresholds)
  }

  private func hour(_ hours: Double) -> Date { at("2026-06-01T00:00:00Z") + hours * 3600 }

  @Test func speaksOnceOfEachThing() {
    var clock = cycle()
    #expect(clock.nextMoment == hour(5))
    #expect(clock.advance(to: hour(5) - 1) == [])
    #expect(clock.advance(to: hour(5)) == [.threshold(50)])
    #expect(clock.advance(to: hour(5)) == [])
    #expect(clock.nextMoment == hour(7.5))
    #expect(clock.advance(to: hour(9.5)) == [.threshold(75), .threshold(90)])
    #expect(clock.nextMoment == hour(10))
    #expect(clock.advance(to: hour(12)) == [.expired])
    #expect(clock.breachedAt == hour(10))
    #expect(clock.nextMoment == nil)
    #expect(clock.advance(to: hour(20)) == [])
  }

  @Test("After a long silence everything is said, in its order")
  func catchesUp() {
    var clock = cycle(unrolled: hour(8))
    #expect(
      clock.advance(to: hour(30)) == [.threshold(50), .threshold(75), .unrolledEnd, .threshold(90), .expired])
  }

  @Test("The end is exclusive: a second before is in time, the instant itself is too late")
  func exclusiveEnd() {
    var inTime = cycle([])
    #expect(inTime.stop(at: hour(10) - 1) == [])
    #expect(inTime.breachedAt == nil)
    var late = cycle([])
    #expect(late.stop(at: hour(10)) == [.expired])
    #expect(late.breachedAt == hour(10))
    #expect(late.stoppedAt == hour(10))
  }

  @Test("A breach stays a breach when the answer comes late, and a stopped clock is silent")
  func lateStop() {
    var clock = cycle()
    _ = clock.advance(to: hour(11))
    #expect(clock.stop(at: hour(12)) == [])
    #expect((clock.breachedAt, clock.stoppedAt) == (hour(10), hour(12)))
    #expect(clock.stop(at: hour(13)) == [])
    #expect(clock.stoppedAt == hour(12))
    var stopped = cycle()
    _ = stopped.stop(at: hour(1))
    #expect(stopped.nextMoment == nil)
    #expect(stopped.advance(to: hour(99)) == [])
  }

  @Test("L2: where the roll is debated, the end without it is announced")
  func unrolledEnd() throws {
    let policy = try policy("pl")
    let cycles = try policy.clocks(startedBy: .received, at: at("2026-12-10T09:00:00+01:00"))
    var answer = try #require(cycles.first { $0.kind == .answer })
    #expect(answer.dueAt == at("2026-12-28T23:00:00Z"))
    #expect(answer.unrolledDueAt == at("2026-12-24T23:00:00Z"))
    #expect(answer.advance(to: at("2026-12-24T23:00:00Z")).contains(.unrolledEnd))
    let plain = try policy.clocks(startedBy: .received, at: at("2026-03-16T12:00:00+01:00"))
    #expect(try #require(plain.first { $0.kind == .answer }).unrolledDueAt == nil)
  }

  @Test("A pause is a span: nothing is said in it, and elapsed time does not run")
  func pause() throws {
    let policy = try policy("pl", replacing: [("{ amount: 1, unit: hours }", "{ amount: 10, unit: hours }")])
    var clock = try #require(try policy.clock(.promisedUpdate, startedAt: hour(0)))
    #expect(clock.dueAt == hour(10))
    #expect(clock.nextMoment == hour(7.5))
    #expect(clock.pause(at: hour(4)) == [])
    #expect(clock.isPaused)
    #expect(clock.nextMoment == nil)
    #expect(clock.advance(to: hour(100)) == [])
    #expect(clock.pause(at: hour(5)) == [])
    try clock.resume(at: hour(6), policy: policy)
    #expect(clock.pauses == [.init(from: hour(4), until: hour(6))])
    #expect(clock.dueAt == hour(12))
    #expect(clock.startedAt == hour(0))
    #expect(clock.nextMoment == hour(9.5))
    #expect(clock.pause(at: hour(11)) == [.threshold(75)])
    try clock.resume(at: hour(14), policy: policy)
    #expect(clock.dueAt == hour(15))
    #expect(clock.nextMoment == hour(15))
  }

  @Test("A pause comes too late for what is over already")
  func pauseAfterBreach() throws {
    var clock = cycle([])
    #expect(clock.pause(at: hour(10)) == [.expired])
    #expect(!clock.isPaused)
    try clock.resume(at: hour(11), policy: policy("pl"))
    #expect((clock.breachedAt, clock.dueAt) == (hour(10), hour(10)))
  }

  @Test("A term in days is lengthened by days, and rolls anew")
  func pauseOfDays() throws {
    let policy = try policy("pl")
    // Due on Tuesday the 16th; three days later is Friday the 19th.
    var answer = try #require(try policy.clock(.answer, startedAt: at("2026-06-02T09:00:00+02:00")))
    #expect(answer.dueAt == at("2026-06-17T00:00:00+02:00"))
    _ = answer.pause(at: at("2026-06-05T18:00:00+02:00"))
    try answer.resume(at: at("2026-06-08T08:00:00+02:00"), policy: policy)
    #expect(answer.dueAt == at("2026-06-20T00:00:00+02:00"))
    // One more day is a Saturday, and the end rolls to Monday the 22nd.
    _ = answer.pause(at: at("2026-06-09T08:00:00+02:00"))
    try answer.resume(at: at("2026-06-10T08:00:00+02:00"), policy: policy)
    #expect(answer.dueAt == at("2026-06-23T00:00:00+02:00"))
    #expect(answer.unrolledDueAt == at("2026-06-21T00:00:00+02:00"))
    // A weekend takes no business day.
    var target = try #require(try policy.clock(.internalTarget, startedAt: at("2026-06-02T09:00:00+02:00")))
    let before = target.dueAt
    _ = target.pause(at: at("2026-06-05T18:00:00+02:00"))
    try target.resume(at: at("2026-06-07T08:00:00+02:00"), policy: policy)
    #expect(target.dueAt == before)
  }

  @Test("A clock in business days that goes on at a weekend, after its last day, has the next working day")
  func goesOnAtAWeekend() throws {
    let policy = try policy("pl")
    var target = try #require(try policy.clock(.internalTarget, startedAt: at("2026-06-02T09:00:00+02:00")))
    // Paused on its last day, a Friday or made one by more pauses; gone on with on the Sunday.
    while policy.zone.civilDate(of: target.dueAt) != CivilDate("2026-06-13")! {
      let day = target.dueAt.addingTimeInterval(-3600)
      _ = target.pause(at: day)
      try target.resume(at: day.addingTimeInterval(86_400), policy: policy)
      try #require(target.dueAt < at("2026-06-14T00:00:00+02:00"))
    }
    _ = target.pause(at: at("2026-06-12T09:00:00+02:00"))
    try target.resume(at: at("2026-06-14T11:00:00+02:00"), policy: policy)
    #expect(target.dueAt == at("2026-06-16T00:00:00+02:00"))
  }
}
