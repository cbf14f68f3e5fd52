package import Foundation

/// What follows for the day of the answer when an expert's finding is announced for a day (S21). Pure.
package struct ExaminationTerms: Sendable, Hashable {
  /// Why a day cannot be announced.
  package enum Fault: Error, Sendable, Hashable {
    case dayOver(CivilDate)
    /// The policy lets the answer wait until that day at most.
    case tooLate(lastDay: CivilDate)
  }

  /// The day that is announced.
  package let day: CivilDate
  /// Its end, exclusive.
  package let end: Date
  /// The last day of the answer until now; `nil`: none is awaited.
  package let previousDay: CivilDate?
  /// The customer waits longer than was said.
  package let isLater: Bool
  /// The clock of the answer moves to the day.
  package let movesAnswer: Bool
  /// The customer waits longer, and the answer is owed on the same day all the same: no message may say otherwise.
  package var termStays: Bool { isLater && isAnswerTimed && !movesAnswer && !isAnswerPaused }

  private let isAnswerTimed: Bool
  private let isAnswerPaused: Bool

  /// - Parameters:
  ///   - answer: the running cycle of the answer's clock; `nil`: it was given.
  ///   - target: the end of the shop's own target, for where no answer is owed any more.
  package init(
    until day: CivilDate, receivedAt: Date, answer: ClockCycle?, target: Date?, policy: Policy,
    at moment: Date
  ) throws {
    self.day = day
    end = policy.zone.startOfDay(day.adding(days: 1))
    guard end > moment else { throw Fault.dayOver(day) }
    let due = answer?.dueAt ?? target
    previousDay = due.map(policy.zone.lastDay(before:))
    isLater = due ?? .distantFuture < end
    isAnswerTimed = answer != nil
    isAnswerPaused = policy.clocks(pausedIn: .expertExamination).contains(.answer)
    // What is over is not moved any more.
    guard let atMost = policy.examination?.answerAtMost, let answer, answer.isRunning, answer.dueAt > moment,
      isLater
    else {
      movesAnswer = false
      return
    }
    let latest = try atMost.deadline(from: receivedAt, in: policy.zone, calendar: policy.calendar).expiresAt
    guard end <= latest else { throw Fault.tooLate(lastDay: policy.zone.lastDay(before: latest)) }
    movesAnswer = true
  }
}
