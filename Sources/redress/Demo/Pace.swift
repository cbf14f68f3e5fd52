import Foundation
import Monitoring

/// What to do next with the time of a demonstration.
enum NextStep: Equatable {
  /// Workers have something to do.
  case wait
  case advance(by: Duration)
  /// Every case is at rest, or nothing would ever move again.
  case finish
  /// The limit is reached while cases are still moving.
  case giveUp
}

/// How business time passes: from one timer to the next, but never in smaller steps than `step`, because hundreds of
/// clocks have thousands of moments. Pure.
struct Pace: Sendable {
  let step: Duration
  /// Business time that may pass in all.
  let limit: Duration

  /// - Parameter look: when somebody will next look at a case that waits for a person; `nil`: nobody will.
  func next(after progress: DeskProgress, look: Date? = nil, since start: Date) -> NextStep {
    func until(_ moment: Date) -> Duration { .seconds(moment.timeIntervalSince(progress.businessTime)) }
    return next(
      isIdle: progress.isIdle, isAtRest: progress.atRest == progress.cases,
      untilTimer: progress.nextTimerAt.map(until), untilLook: look.map(until),
      passed: .seconds(progress.businessTime.timeIntervalSince(start)))
  }

  func next(
    isIdle: Bool, isAtRest: Bool, untilTimer: Duration?, untilLook: Duration?, passed: Duration
  ) -> NextStep {
    guard isIdle else { return .wait }
    let moments = [isAtRest ? nil : untilTimer, untilLook].compactMap(\.self)
    guard let nearest = moments.min() else { return .finish }
    guard passed < limit else { return .giveUp }
    return .advance(by: max(step, nearest))
  }
}
