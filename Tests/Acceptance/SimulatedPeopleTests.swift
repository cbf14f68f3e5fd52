import Complaints
import Foundation
import Testing

@testable import Casework
@testable import redress

/// Who plays the people of a demonstration: the same in every run.
@Suite struct SimulatedPeopleTests {
  private let opened = Date(timeIntervalSince1970: 1_772_442_000)

  private func review(_ reference: String, _ reason: ReviewReason, proposal: String? = nil) -> OpenReview {
    OpenReview(
      reference: reference, kind: "defect", reason: reason.rawValue, proposal: proposal, escalation: 0,
      opened: opened, answerDue: nil)
  }

  @Test func theHandlerLooksAfterTwoDaysAndNeverAtEveryTenthCase() {
    let handler = SimulatedHandler()
    #expect(handler.looks(at: review("R0000011", .repeatComplaint)) == opened + 2 * 86_400)
    #expect(handler.looks(at: review("R0000010", .repeatComplaint)) == nil)
    #expect(handler.looks(at: review("R0000120", .repeatComplaint)) == nil)
  }

  @Test func theHandlerConfirmsWhatTheRulesPropose() {
    let handler = SimulatedHandler()
    #expect(
      handler.verdicts(on: review("R1", .filedTooLate, proposal: "reject:filed_too_late"))
        == [.confirm])
    #expect(
      handler.verdicts(on: review("R1", .claimAboveOffer, proposal: "accept_partially")) == [.confirm])
  }

  @Test(arguments: ReviewReason.allCases)
  func theHandlerCanDecideWhateverTheReason(_ reason: ReviewReason) {
    let verdicts = SimulatedHandler().verdicts(on: review("R1", reason))
    if reason == .purchaseUnproven {
      #expect(verdicts == [.reject(.noProofOfPurchase)])
    } else {
      #expect(verdicts.last == .accept([GrantedRemedy(.gift)]), "goods need no currency and no budget")
    }
  }

  @Test func someCustomersActAndOthersLetTheTimePass() {
    let customer = SimulatedCustomer()
    #expect(customer.choice(of: "R0000002") == .number(1))
    #expect(customer.choice(of: "R0000003") == nil)
    #expect(customer.information(from: "R0000004")?.evidence.contains(.photos) == true)
    #expect(customer.information(from: "R0000003") == nil)
    #expect(customer.appeals("R0000002") && !customer.appeals("R0000003"))
  }
}

@Suite struct PaceTests {
  private let pace = Pace(step: .seconds(60), limit: .seconds(1000))

  private func next(
    isIdle: Bool = true, isAtRest: Bool = false, untilTimer: Int? = nil, untilLook: Int? = nil,
    passed: Int = 0
  ) -> NextStep {
    pace.next(
      isIdle: isIdle, isAtRest: isAtRest, untilTimer: untilTimer.map { .seconds($0) },
      untilLook: untilLook.map { .seconds($0) }, passed: .seconds(passed))
  }

  @Test func timePassesToTheNearestOfTimerAndLook() {
    #expect(next(isIdle: false, untilTimer: 100) == .wait)
    #expect(next(untilTimer: 100) == .advance(by: .seconds(100)))
    #expect(next(untilTimer: 100, untilLook: 80) == .advance(by: .seconds(80)))
    #expect(next(untilTimer: 5, untilLook: 80) == .advance(by: .seconds(60)), "the least step")
  }

  @Test func itEndsWhenNobodyWillDoAnything() {
    #expect(next() == .finish)
    #expect(next(isAtRest: true, untilTimer: 100) == .finish)
    #expect(next(isAtRest: true, untilTimer: 100, untilLook: 80) == .advance(by: .seconds(80)))
    #expect(next(untilTimer: 100, passed: 1000) == .giveUp)
  }
}
