import Foundation
package import Monitoring
import Programs

/// The forecast for people: the sum in a sentence and what would help, then what is behind it.
extension Page {
  /// - Parameter limit: of the clocks that are listed.
  package init(_ forecast: Forecast, limit: Int) {
    self.init(
      "Forecast", moment: forecast.moment.line, .outlook(forecast), .stations(forecast),
      .misses(forecast, limit: limit))
  }
}

extension Page.Section {
  fileprivate static func outlook(_ forecast: Forecast) -> Self {
    var section = Self("outlook", "Outlook")
    let span = durationText(forecast.horizonSeconds)
    let many = countText(forecast.clocks) + (forecast.clocksAreAtLeast ? "+" : "")
    section.say(
      forecast.clocks == 0
        ? "No clock ends within \(span)."
        : "\(many) \(forecast.clocks == 1 ? "clock ends" : "clocks end") within \(span)."
          + (forecast.misses.isEmpty ? " As it is now, none of them is missed." : ""))
    if !forecast.misses.isEmpty {
      section.warn("\(countText(forecast.misses.count)) of them will be missed as it is now.")
    }
    if forecast.waitForOthers > 0 {
      section.say(
        "\(countText(forecast.waitForOthers)) wait for the customer or an expert, and are not foretold.")
    }
    if forecast.waitForPeople > 0 {
      section.say(
        "\(countText(forecast.waitForPeople)) wait until a person has passed a message on or done a task: redress message list, redress task list"
      )
    }
    for station in forecast.stations where station.misses > 0 { section.say(advice(station)) }
    if forecast.reviews.misses > 0 { section.say(advice(forecast.reviews)) }
    return section
  }

  private static func advice(_ station: Forecast.Station) -> String {
    let queues = station.queues.joined(separator: ", ")
    guard let more = station.moreWorkers else {
      return "More workers on \(queues) would save none of \(countText(station.misses))."
    }
    return
      "\(counted(more.workers, "more worker")) on \(queues) would save \(countText(more.saves)) of \(countText(station.misses))."
  }

  private static func advice(_ reviews: Forecast.Reviews) -> String {
    guard let needed = reviews.neededPerDay else {
      return "Some cases for a person are due before anybody works again: redress case list --review"
    }
    let now = reviews.decisionsPerDay.map { "it is \(rateText($0)) now" } ?? "none was decided in 14 days"
    return
      "\(rateText(needed)) decisions in a working day of 8 h would save all \(countText(reviews.misses)) that wait for a person; \(now): redress case list --review"
  }

  fileprivate static func stations(_ forecast: Forecast) -> Self {
    var section = Self(
      "stations", "What they wait for", .flexible("waits for"), .number("workers"), .number("waiting"),
      .number("come/s"), .number("load"), .number("empty in"), .number("missed"))
    for station in forecast.stations {
      section.add(
        "\(station.queues.joined(separator: " "))", "\(countText(station.workers))",
        "\(station.waitingIsEstimate ? "~" : "")\(countText(station.waiting))",
        "\(rateText(station.arrivalsPerSecond))",
        "\(station.utilization.map { "\(Int(($0 * 100).rounded())) %" } ?? "")",
        "\(station.waiting == 0 ? "" : station.drainSeconds.map { durationText($0) } ?? "never")",
        Page.Cell(countText(station.misses), isAlarming: station.misses > 0))
    }
    let reviews = forecast.reviews
    let left = reviews.emptyAt.map { durationText($0.timeIntervalSince(forecast.moment.businessTime)) }
    section.add(
      "a person's decision", "", "\(countText(reviews.waiting))", "", "",
      "\(reviews.waiting == 0 ? "" : left ?? "never")",
      Page.Cell(countText(reviews.misses), isAlarming: reviews.misses > 0))
    return section
  }

  fileprivate static func misses(_ forecast: Forecast, limit: Int) -> Self {
    var section = Self(
      "misses", "Clocks that will be missed", .text("case"), .text("clock"), .text("due"), .text("done"),
      .flexible("because of"), .dispensable("responsible"))
    for miss in forecast.misses.prefix(limit) {
      section.add(
        Page.Cell(miss.reference, link: Page.path(ofCase: miss.reference)), "\(miss.clock)",
        "\(instantText(miss.dueAt))",
        "\(miss.expectedAt.map(instantText) ?? "never")", "\(because(miss))", "\(miss.responsible)")
    }
    return section
  }

  private static func because(_ miss: Forecast.Miss) -> String {
    switch miss.cause {
    case .queue: "queue \(miss.queue ?? "")"
    case .noWorker: "no worker on \(miss.queue ?? "")"
    case .review: "a person's decision"
    }
  }
}
