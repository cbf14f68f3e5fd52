import Foundation
package import Monitoring
import Programs

/// Jobs for people, the next due first.
extension Page {
  /// - Parameter path: of the page's next part; `nil` for a terminal, which is told the flag.
  package init(_ list: JobList, next path: ((JobPlace) -> String)? = nil) {
    self.init("Jobs", moment: list.moment.line, .jobs(list), .more(list, path))
  }

  static func path(ofJob job: Int64) -> String { "/jobs/\(job)" }
}

extension Page.Section {
  fileprivate static func jobs(_ list: JobList) -> Self {
    var section = Self(
      "jobs", "Jobs, the next due first", .number("job"), .text("is"), .text("queue"), .text("kind"),
      .number("band"), .number("attempt"), .text("due"), .number("age"), .text("case"),
      .dispensable("worker"), .flexible("last error"))
    if list.jobs.isEmpty { section.say("There are no such jobs.") }
    for job in list.jobs {
      section.add(
        Page.Cell("\(job.job)", link: Page.path(ofJob: job.job)),
        Page.Cell(job.state.rawValue, isAlarming: job.state == .dead), "\(job.queue)", "\(job.kind)",
        "\(job.band)", "\(job.attempt)", "\(instantText(job.dueAt))",
        "\(durationText(max(0, list.moment.serverTime.timeIntervalSince(job.enqueuedAt))))",
        job.reference.map { Page.Cell($0, link: Page.path(ofCase: $0)) } ?? "",
        "\(job.worker.map { "\($0) \(job.host ?? "")" } ?? "")", "\(job.lastError ?? "")")
    }
    return section
  }

  fileprivate static func more(_ list: JobList, _ path: ((JobPlace) -> String)?) -> Self {
    var section = Self("more", "More")
    if list.lanesAreCut {
      section.say(
        "More wait than are listed: of each lane the next \(countText(JobList.mostOfALane)) are looked at. redress-monitor status counts them."
      )
    }
    if let next = list.next {
      if let path {
        section.link("The next jobs", to: path(next))
      } else {
        section.say("The next ones: --after \(next)")
      }
    }
    return section
  }
}
