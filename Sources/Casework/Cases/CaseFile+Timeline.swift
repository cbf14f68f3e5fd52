package import Complaints
import Foundation

extension CaseFile {
  /// The history as lines of text, in the order in which it happened: when (in that zone), by whom, what.
  ///
  /// `2026-03-02 12:00  rules     state_changed  received → acknowledged`
  package func timeline(in zone: Zone) -> [String] {
    events.map { event in
      let words = [CaseFile.time(event.at, in: zone), CaseFile.padded(event.actor, 16), event.summary]
      return words.joined(separator: "  ")
    }
  }

  private static func time(_ instant: Date, in zone: Zone) -> String {
    let day = zone.civilDate(of: instant)
    let minute = Int(instant.timeIntervalSince(zone.startOfDay(day)) / 60)
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(day) \(two(minute / 60)):\(two(minute % 60))"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }
}

extension CaseFile.Event {
  /// What happened, in one line: the step of a change of state, else the details by name.
  var summary: String {
    if case .text(let from)? = details["from"], case .text(let to)? = details["to"] {
      return "\(from) → \(to)"
    }
    let facts = details.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
    return facts.isEmpty ? kind : "\(kind): \(facts.joined(separator: ", "))"
  }
}

extension FactValue {
  fileprivate var words: String {
    switch self {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .flag(let flag): flag ? "yes" : "no"
    case .list(let list): list.isEmpty ? "none" : list.joined(separator: " ")
    case .money(let money): money.description
    }
  }
}
