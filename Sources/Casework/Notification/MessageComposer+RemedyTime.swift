import Complaints
import Foundation

/// By when a remedy is carried out: told before, and watched by a clock from when it is settled (S27, S40).
extension MessageComposer {
  /// The last day, by the clock that watches it; where that has not begun, or has stopped: by the policy, from the choice.
  func carriedOutBy(
    _ options: [NotificationSource.Option], of verdict: NotificationSource.Verdict
  ) throws -> CivilDate {
    if let promised = ahead(lastDay(source.remedyDue)) { return promised }
    return try latestCarriedOut(options, of: verdict, settledAt: verdict.chosenAt ?? moment)
  }

  /// By the policy, for the slowest of these, as if it were settled at that moment.
  func latestCarriedOut(
    _ options: [NotificationSource.Option], of verdict: NotificationSource.Verdict, settledAt: Date
  ) throws -> CivilDate {
    let days = try options.compactMap { try carriedOutBy($0, of: verdict, settledAt: settledAt) }
    return try need(days.max(), "the day of the remedy")
  }

  /// Where goods come back first: as if they came on the last day for that.
  private func carriedOutBy(
    _ option: NotificationSource.Option, of verdict: NotificationSource.Verdict, settledAt: Date
  ) throws -> CivilDate? {
    func day(from start: Date) throws -> CivilDate? {
      lastDay(try policy.clock(.remedy, startedAt: start, remedy: option.remedy)?.dueAt)
    }
    if option.needsReturn, let wait = try policy.clock(.goodsReturn, startedAt: settledAt) {
      return try day(from: max(moment, (source.returnDue ?? wait.dueAt).lastMoment))
    }
    let start = policy.remedyStart(
      receivedAt: source.receivedAt, decidedAt: verdict.decidedAt, settledAt: settledAt)
    return try ahead(day(from: start)) ?? day(from: moment)
  }
}
