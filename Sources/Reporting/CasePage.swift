import Casework
import Complaints
import Foundation
package import Monitoring
import Programs

/// The story of a case for people: where it stands, why, and what happened, the newest last.
extension Page {
  package init(_ story: CaseStory) {
    self.init(
      "Case \(story.head.reference)", moment: story.moment.line, .head(story), .standstill(story.standstill),
      .evidence(story.standstill), .facts(story))
  }

  /// Why a case or a job is not moving.
  package init(_ report: StandstillReport) {
    let subject = report.job.map { "Job \($0)" } ?? "Case \(report.reference ?? "")"
    self.init(
      subject, moment: report.moment.line, .standstill(report.standstill), .evidence(report.standstill))
  }

  /// Of a case; lists link to it.
  static func path(ofCase reference: String) -> String { "/cases/\(reference)" }
}

extension Page.Section {
  fileprivate static func head(_ story: CaseStory) -> Self {
    let head = story.head
    var section = Self("case", "The case", .text("case"), .prose(head.reference))
    section.add("complaint", "\(head.complaint.spaced), \(head.externalReference)")
    section.add("state", "\(head.state.spaced) since \(instantText(head.stateSince))")
    section.add("received", "\(instantText(head.receivedAt))")
    let level = head.escalationLevel > 0 ? ", escalated to level \(head.escalationLevel)" : ""
    section.add("answers for it", "\(head.responsible)\(level)")
    section.add("policy", "\(head.policy)")
    if let next = head.nextDue {
      let isOver = !next.isPaused && next.dueAt <= story.moment.businessTime
      let how = next.isPaused ? ", stands still" : isOver ? ", over" : ""
      section.add(
        "next due",
        Page.Cell("\(next.clock.spaced), \(instantText(next.dueAt))\(how)", isAlarming: isOver))
    }
    if let repeats = head.repeats {
      section.add("repeats", Page.Cell(repeats, link: Page.path(ofCase: repeats)))
    }
    return section
  }

  fileprivate static func standstill(_ standstill: Standstill) -> Self {
    var section = Self("standstill", "Why it stands where it stands")
    if standstill.isAlarming {
      section.warn(standstill.sentence)
    } else {
      section.say(standstill.sentence)
    }
    if let command = standstill.command { section.say("Look, or act, with: \(command)") }
    return section
  }

  fileprivate static func evidence(_ standstill: Standstill) -> Self {
    var section = Self("evidence", "Evidence")
    for line in standstill.evidence { section.say(line) }
    return section
  }

  fileprivate static func facts(_ story: CaseStory) -> Self {
    var section = Self(
      "facts", "What happened, the newest last", .text("time"), .text("by"), .prose("what happened"))
    if story.earlierFactsAreLeftOut { section.say("Earlier facts are left out.") }
    for fact in story.facts {
      section.add("\(instantText(fact.at))", "\(fact.actor ?? "")", "\(fact.sentence)")
    }
    return section
  }
}

extension CaseStory.Fact {
  /// The history's own sentence, as `redress case show` has it; and one for each fact that the tables add.
  var sentence: String {
    switch kind {
    case "option_listed":
      "option \(word("position")): " + words("remedy", "amount")
        + (flag("default") ? ", the default" : "") + (flag("needs_return") ? ", for the goods back" : "")
        + ", until \(word("until"))"
    case "payment_unknown": "nobody knows whether it was carried out: " + words("remedy", "amount")
    case "message_written": "message written: \(word("message")), by \(word("channel"))"
    case "clock_started": "\(word("clock")): the time runs, until \(word("due"))"
    case "clock_stopped":
      "\(word("clock")): stopped" + (details["because"].map { ", \($0.words)" } ?? "")
        + (flag("late") ? ", late" : "")
    case "promise_broken": "promise \(word("promise")) of \(word("owner")) was broken: \(word("what"))"
    default: CaseFile.Event.summary(of: kind, by: actor, details, in: .utc)
    }
  }

  private func word(_ name: String) -> String {
    guard case .text(let text)? = details[name], let instant = DomainJSON.instant(of: text) else {
      return details[name]?.words ?? "?"
    }
    return instantText(instant)
  }

  private func words(_ names: String...) -> String {
    names.compactMap { details[$0]?.words }.joined(separator: ", ")
  }

  private func flag(_ name: String) -> Bool { details[name] == .flag(true) }
}
