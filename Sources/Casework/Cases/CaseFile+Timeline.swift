package import Complaints
package import Foundation

extension CaseFile {
  /// One thing that happened, as people read it.
  package struct Moment: Sendable, Hashable {
    /// `2026-03-02 12:00`, in the zone that was asked for.
    package let time: String
    /// `rules`, `clock`, `customer`, or `person:` and a name.
    package let actor: String
    /// `received → acknowledged`.
    package let what: String
  }

  /// The history, in the order in which it happened.
  package func timeline(in zone: Zone) -> [Moment] {
    events.map { Moment(time: CaseFile.time($0.at, in: zone), actor: $0.actor, what: $0.summary(in: zone)) }
  }

  /// To the minute, in that zone: `2026-03-02 12:00`.
  package static func time(_ instant: Date, in zone: Zone) -> String {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: zone.identifier) ?? .gmt
    let parts = calendar.dateComponents([.hour, .minute], from: instant)
    func two(_ number: Int?) -> String { String(format: "%02d", number ?? 0) }
    return "\(zone.civilDate(of: instant)) \(two(parts.hour)):\(two(parts.minute))"
  }
}

extension CaseFile.CheckResult {
  /// What the check saw: `delivered on 2026-02-01, promised on 2026-02-01`; empty when it saw nothing.
  package var saw: String {
    facts.sorted { $0.key < $1.key }.map { "\($0.key.inWords) \($0.value.words)" }.joined(separator: ", ")
  }
}

extension CaseFile.Event {
  /// What happened, in one line. A kind that has no sentence of its own is told with its details by name.
  func summary(in zone: Zone) -> String { Self.summary(of: kind, by: actor, details, in: zone) }

  /// The same for events that somebody else has read.
  ///
  /// - Parameter kind: the raw value of a `CaseEvent.Kind`.
  package static func summary(
    of kind: String, by actor: String?, _ details: [String: FactValue], in zone: Zone
  ) -> String {
    EventWords(kind: kind, actor: actor, details: details).line(in: zone)
  }
}

private struct EventWords {
  let kind: String
  let actor: String?
  let details: [String: FactValue]

  func line(in zone: Zone) -> String {
    switch CaseEvent.Kind(rawValue: kind) {
    case .received: "the complaint came in by \(word("channel")): \(word("kind"))"
    case .stateChanged: "\(word("from")) → \(word("to"))"
    case .verified:
      "checked in round \(word("round")); failed: \(word("failed")); open: \(word("indeterminate"))"
    case .decided:
      "decided: " + words("outcome", "basis", "ground", "reasons")
        + (details["confirmed"] == nil ? "" : ", as proposed")
    case .optionsOffered: "offered: \(word("remedies"))"
    case .optionChosen: "chosen: \(word("remedy")), number \(word("position")), by \(word("by"))"
    case .reviewOpened: "a person is asked: \(word("reason"))"
    case .escalated where details["level"] != nil:
      "escalated to level \(word("level"))\(details["person"].map { " (\($0.words))" } ?? ""): \(word("trigger"))"
    case .assigned: "assigned to \(word("person"))"
    case .channelChanged: "to be answered by \(word("channel")) from now on"
    case .reviewClosed: "the question is closed"
    case .informationRequested: "the customer is asked for: \(word("items"))"
    case .clockAtRisk where details["percent"] != nil:
      "\(word("clock")): \(word("percent")) % of the time is used up"
    case .clockPaused: "\(word("clock")): stands still"
    case .clockResumed: "\(word("clock")): goes on, until \(time("due", in: zone))"
    case .clockBreached: "\(word("clock")): the time ran out"
    case .remedyIntended: "to be given: " + words("remedy", "amount", "instrument")
    case .remedyExecuted: "given: " + words("remedy", "amount", "reference")
    case .remedyReversed: "not given any more: " + words("remedy", "amount", "reason")
    case .taskOpened: "to be done by people: \(word("task"))"
    case .taskDone: "done by people: \(word("task"))"
    case .taskFailed: "came to nothing: \(word("task")): \(word("failure"))"
    case .notificationSent: "message sent: " + words("message", "by", "over", "language")
    case .promised: "promised: \(word("what")), until \(time("due", in: zone)) (promise \(word("promise")))"
    case .promiseKept: "promise \(word("promise")) was kept"
    case .promiseAtRisk: "promise \(word("promise")) cannot be kept; instead: promise \(word("instead"))"
    case .examinationStarted: "an expert has it until \(word("until")): \(word("reason"))"
    case .examined: "the expert has spoken"
    case .notificationHanded: "a person is to tell the customer: " + words("message", "language")
    case .notificationBounced: "the mail came back: " + words("message", "reason")
    case .attachmentAdded: "file \(word("attachment")) came in: \(word("type")); shows: \(word("evidence"))"
    case .dataErased: "erased, for good: \(word("what"))"
    case .bundleExported where actor == CaseActor.rules.rawValue:
      "handed over to level \(word("level")), in \(word("files")) files"
    case .bundleExported: "everything was handed over, in \(word("files")) files"
    case .customerExported: "everything about the customer was handed over, in \(word("files")) files"
    case .mediationOpened: "mediation \(word("mediation")) began"
    case .mediationProposed: "proposal \(word("proposal")) came from the \(word("party"))"
    case .mediationAgreed: "the \(word("party")) agrees to proposal \(word("proposal"))"
    case .mediationClosed: "mediation \(word("mediation")) ended: \(word("outcome"))"
    default: kind.inWords + (details.isEmpty ? "" : ": \(named)")
    }
  }

  private func word(_ name: String) -> String { details[name]?.words ?? "?" }

  /// An instant among the details, to the minute.
  private func time(_ name: String, in zone: Zone) -> String {
    guard case .text(let text)? = details[name], let instant = DomainJSON.instant(of: text) else {
      return word(name)
    }
    return CaseFile.time(instant, in: zone)
  }

  private func words(_ names: String...) -> String {
    names.compactMap { details[$0]?.words }.joined(separator: ", ")
  }

  private var named: String {
    details.sorted { $0.key < $1.key }.map { "\($0.key.inWords) \($0.value.words)" }.joined(separator: ", ")
  }
}

extension FactValue {
  /// As people read it: `web form`, `yes`, `photos and receipt` as `photos, receipt`.
  package var words: String {
    switch self {
    case .text(let text): text.inWords
    case .number(let number): "\(number)"
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let list): list.isEmpty ? "none" : list.map(\.inWords).joined(separator: ", ")
    case .money(let money): money.description
    }
  }
}

extension String {
  /// A word of the tables as people write it: `review:late_delivery` as `review: late delivery`.
  var inWords: String {
    replacing("_", with: " ").replacing(/([a-z]):([a-z])/) { "\($0.1): \($0.2)" }
  }
}
