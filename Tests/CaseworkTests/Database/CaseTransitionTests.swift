import Complaints
import Foundation
import LibPQ
import Testing

@testable import Casework

@Suite struct CaseTransitionTests {
  private static func transition(_ state: CaseState = .received, version: Int = 1) -> CaseTransition {
    CaseTransition(of: 1, state: state, version: version, at: Date(timeIntervalSince1970: 1_772_449_200))
  }

  @Test func stepsAndEventsKeepTheirOrder() throws {
    var transition = Self.transition()
    try transition.move(to: .acknowledged, by: .rules)
    transition.record(.noteAdded, by: .person("Ewa"))
    try transition.move(to: .verifying, by: .rules)
    #expect(transition.state == .verifying && transition.steps == 2)
    #expect(transition.events.map(\.kind) == [.stateChanged, .noteAdded, .stateChanged])
    #expect(transition.events[2].details["version"] == .number(3))
  }

  @Test func anIllegalStepIsAnErrorAndLeavesNothing() {
    var transition = Self.transition()
    #expect(throws: IllegalTransition.self) {
      try transition.move(to: .accepted, by: .rules)
    }
    #expect(transition.steps == 0 && transition.events.isEmpty && transition.state == .received)
  }

  @Test func twoThatReadTheSameVersionCannotBothWrite() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      var first = Self.transition()
      try first.move(to: .acknowledged, by: .rules)
      var second = Self.transition()
      try second.move(to: .withdrawn, by: .customer)
      try await shop.pool.withTransaction { [first] in try await CaseTransition.apply([first], in: $0) }
      await #expect(throws: CaseChangedMeanwhile(caseIDs: [1])) {
        try await shop.pool.withTransaction { [second] in try await CaseTransition.apply([second], in: $0) }
      }
      #expect(try await shop.state() == "acknowledged")
      #expect(
        try await shop.number("select count(*) from casework.case_event where kind = 'state_changed'") == 1)
      #expect(try await shop.number("select count(*) from casework.clock where stopped_at is not null") == 0)
    }
  }

  @Test func aClockThatIsStoppedLateIsABreachOnce() async throws {
    try await withShop { shop in
      try await shop.importComplaints(Files.complaints([:]))
      try await shop.advance("3 days")
      let stop = [
        ClockStop(.acknowledge, caseID: 1, reason: "acknowledged"),
        ClockStop(.answer, caseID: 1, reason: "answered"),
      ]
      for _ in 1...2 {
        try await shop.pool.withTransaction { try await ClockRows.stop(stop, in: $0) }
      }
      #expect(
        try await shop.texts(
          "select kind, stopped_by, breached_at = due_at from casework.clock where stopped_at is not null order by kind"
        )
          == ["(acknowledge,acknowledged,t)", "(answer,answered,)"])
      #expect(
        try await shop.texts("select kind, threshold from casework.clock_alert") == ["(acknowledge,100)"])
      #expect(
        try await shop.number("select count(*) from casework.case_event where kind = 'clock_breached'") == 1)
    }
  }

  @Test func messagesOfOneKindAreNumberedOn() async throws {
    try await withShop { shop in
      try await shop.importComplaints(
        Files.complaints(["preferred_channel": "phone", "locale": "ru"]))
      let update = NewNotification(.remedyExecuted, caseID: 1)
      try await shop.pool.withTransaction { try await Notifications.add([update, update], in: $0) }
      try await shop.pool.withTransaction { try await Notifications.add([update], in: $0) }
      #expect(
        try await shop.texts(
          "select kind, sequence, channel, locale from casework.notification order by notification_id") == [
            "(acknowledgement,1,phone,ru)", "(remedy_executed,1,phone,ru)", "(remedy_executed,2,phone,ru)",
            "(remedy_executed,3,phone,ru)",
          ])
      #expect(try await shop.number("select count(*) from job_queue.entry where kind = 'notify'") == 4)
    }
  }
}
