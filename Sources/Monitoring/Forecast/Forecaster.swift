import Complaints
import Foundation

/// Tells which clocks will run out, from what waits, what comes, and how fast it is worked off.
struct Forecaster: Sendable {
  let now: Date
  var groups: [WorkerGroup]
  /// By the policy of a case: persons work by its calendar.
  let piles: [String: ReviewPile]
  /// Cases that wait for a person.
  let reviews: Int

  /// When a clock would be stopped, and what keeps it until then: of several queues the one with the most work.
  struct Outlook: Sendable, Hashable {
    /// `nil`: never, as it is now.
    let expectedAt: Date?
    let cause: Forecast.Cause
    let queue: String?
  }

  /// `nil` when that does not lie with the shop's workers and reviewers.
  func outlook(_ timed: TimedCase) -> Outlook? {
    guard case .work(let afterReview, let queues, let waited) = Itinerary(timed) else { return nil }
    guard afterReview else { return outlook(through: queues, waited: waited, band: timed.band) }
    // What comes after the decision takes a worker no time that a person would notice.
    let decidedAt = timed.reviewPlace
      .flatMap { piles[timed.policy]?.decidedAt(ahead: $0, from: now) }
    return Outlook(expectedAt: decidedAt, cause: .review, queue: nil)
  }

  private func outlook(through queues: [String], waited: Double, band: Int) -> Outlook {
    var ready = -waited
    var (most, fullest) = (-1.0, queues[0])
    for queue in queues {
      guard let group = groups.first(where: { $0.serves(queue) }), let wait = group.targetWait(queue, band),
        let done = group.finish(of: queue, due: ready + wait, ready: max(0, ready))
      else { return Outlook(expectedAt: nil, cause: .noWorker, queue: queue) }
      let backlog = group.backlog(of: queue)
      if backlog > most { (most, fullest) = (backlog, queue) }
      ready = done
    }
    return Outlook(expectedAt: now + ready, cause: .queue, queue: fullest)
  }

  func misses(_ cases: [TimedCase]) -> [Forecast.Miss] {
    cases.compactMap { timed in
      guard let outlook = outlook(timed), outlook.expectedAt.map({ $0 >= timed.dueAt }) ?? true else {
        return nil
      }
      return Forecast.Miss(
        reference: timed.reference, clock: timed.clock.rawValue, dueAt: timed.dueAt,
        expectedAt: outlook.expectedAt, cause: outlook.cause, queue: outlook.queue,
        responsible: timed.responsible)
    }
  }

  /// The fewest additional workers of a group that save as many of these cases as any number would; `nil` when none helps.
  ///
  /// - Parameter before: clocks that are missed with the workers that are there.
  func moreWorkers(for index: Int, _ cases: [TimedCase], before: Int) -> Forecast.MoreWorkers? {
    func misses(with count: Int) -> Int {
      var other = self
      other.groups[index] = groups[index].with(moreWorkers: count)
      return other.misses(cases).count
    }
    let best = misses(with: Self.mostWorkers)
    guard best < before else { return nil }
    var (tooFew, enough) = (0, Self.mostWorkers)
    while enough - tooFew > 1 {
      let middle = (tooFew + enough) / 2
      if misses(with: middle) == best { enough = middle } else { tooFew = middle }
    }
    return Forecast.MoreWorkers(workers: enough, saves: before - best)
  }

  /// More are not suggested: by then something else is wrong.
  private static let mostWorkers = 256

  /// Decisions a second that would save all of these; `nil` when there are none, or nobody works before one of them is due.
  func rateNeeded(for misses: [Forecast.Miss], _ cases: [TimedCase]) -> Double? {
    let late = Set(misses.filter { $0.cause == .review }.map(\.reference))
    guard !late.isEmpty else { return nil }
    var rate = 0.0
    for timed in cases where late.contains(timed.reference) {
      guard let place = timed.reviewPlace,
        let needed = piles[timed.policy]?.rateNeeded(ahead: place, from: now, by: timed.dueAt)
      else { return nil }
      rate = max(rate, needed)
    }
    return rate
  }
}
