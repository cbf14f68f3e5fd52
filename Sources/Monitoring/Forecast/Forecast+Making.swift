import Foundation

extension Forecast {
  init(
    _ forecaster: Forecaster, moment: Moment, horizon: Duration, cases: [TimedCase], decided: Int,
    estimated: Set<String>
  ) {
    let misses = forecaster.misses(cases)
    let itineraries = cases.map { Itinerary($0) }
    self.moment = moment
    self.horizonSeconds = horizon / .seconds(1)
    self.stations = forecaster.groups.indices.map { index in
      Station(index, forecaster, cases, misses, estimated: estimated)
    }
    self.reviews = Reviews(forecaster, cases, misses, decided: decided)
    self.clocks = cases.count
    self.clocksAreAtLeast = cases.count >= Monitor.mostForecastClocks
    self.waitForOthers = itineraries.count { $0 == .others }
    self.waitForPeople = itineraries.count { $0 == .person }
    self.misses = misses
  }
}

extension Forecast.Station {
  init(
    _ index: Int, _ forecaster: Forecaster, _ cases: [TimedCase], _ misses: [Forecast.Miss],
    estimated: Set<String>
  ) {
    let group = forecaster.groups[index]
    let own = misses.count { $0.queue.map(group.serves) ?? false }
    queues = group.queues.map(\.queue)
    workers = group.workers
    waiting = Int64(group.queues.reduce(0) { $0 + $1.waiting }.rounded())
    waitingIsEstimate = group.queues.contains { estimated.contains($0.queue) }
    arrivalsPerSecond = group.queues.reduce(0) { $0 + $1.arrivalsPerSecond }
    utilization = group.utilization
    drainSeconds = group.drainSeconds
    self.misses = own
    moreWorkers = own > 0 ? forecaster.moreWorkers(for: index, cases, before: misses.count) : nil
  }
}

extension Forecast.Reviews {
  init(_ forecaster: Forecaster, _ cases: [TimedCase], _ misses: [Forecast.Miss], decided: Int) {
    waiting = forecaster.reviews
    let last = waiting - 1
    self.decided = decided
    // Calendars differ little; the pile that is through last tells when there is nothing left.
    let rates = forecaster.piles.values.compactMap(\.decisionsPerWorkingSecond)
    decisionsPerDay = rates.min().map(ReviewPile.perDay)
    let ends = forecaster.piles.values.map { $0.decidedAt(ahead: last, from: forecaster.now) }
    emptyAt = last >= 0 && !ends.contains(nil) ? ends.compactMap { $0 }.max() : nil
    self.misses = misses.count { $0.cause == .review }
    neededPerDay = forecaster.rateNeeded(for: misses, cases).map(ReviewPile.perDay)
  }
}
