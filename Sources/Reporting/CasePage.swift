import Foundation
package import Monitoring
import Programs

/// A case at a glance for people.
extension Page {
  package init(_ glance: CaseGlance) {
    self.init(
      "Case \(glance.head.reference)", moment: glance.moment.line, .head(glance), .clocks(glance),
      .events(glance))
  }
}

extension Page.Section {
  fileprivate static func head(_ glance: CaseGlance) -> Self {
    var section = Self("head", "Case", .text("case"), .flexible(glance.head.reference))
    let head = glance.head
    let next = glance.clocks.first { $0.stoppedAt == nil && $0.secondsLeft > 0 }
    section.add("state", "\(head.state)")
    section.add("complaint", "\(head.complaint)")
    section.add("next due", "\(next.map { "\($0.kind) in \(durationText($0.secondsLeft))" } ?? "nothing")")
    section.add("responsible", "\(head.responsible)")
    section.add("level", "\(head.escalationLevel)")
    section.add("received", "\(instantText(head.receivedAt)), by \(glance.channel), \(glance.locale)")
    section.add("number", "\(head.externalReference)")
    section.add("policy", "\(glance.policy)")
    return section
  }

  fileprivate static func clocks(_ glance: CaseGlance) -> Self {
    var section = Self(
      "clocks", "Clocks", .text("clock"), .number("run"), .text("due"), .number("left"), .flexible("is"))
    for clock in glance.clocks {
      let isRunning = clock.stoppedAt == nil
      let isOver = isRunning && !clock.isPaused && clock.secondsLeft <= 0
      let left = (clock.secondsLeft < 0 ? "-" : "") + durationText(abs(clock.secondsLeft))
      let condition =
        isOver ? "over" : clock.isPaused && isRunning ? "paused" : isRunning ? "running" : "ended"
      section.add(
        "\(clock.kind)", "\(clock.cycle)", "\(instantText(clock.dueAt))", "\(isRunning ? left : "")",
        Page.Cell(
          clock.breachedAt != nil && !isRunning ? "ended late" : condition, isAlarming: isOver))
    }
    return section
  }

  fileprivate static func events(_ glance: CaseGlance) -> Self {
    var section = Self(
      "events", "Last events", .text("happened"), .flexible("by"), .text("what"), .flexible("details"))
    for event in glance.events {
      section.add("\(instantText(event.at))", "\(event.actor)", "\(event.kind)", "\(event.details)")
    }
    return section
  }
}
