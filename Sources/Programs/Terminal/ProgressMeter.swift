import Foundation
import FullScreen

/// How far something has come, how fast, and how it looks: what a progress bar knows. Pure; time is given to it.
package struct ProgressMeter: Sendable {
  package let label: String
  /// `nil` when the end is not known, or is measured otherwise.
  package let total: Int?
  package private(set) var completed = 0
  private var given: Double?
  private let unit: String
  private var elapsed: Duration = .zero

  package init(_ label: String, total: Int?, unit: String) {
    self.label = label
    self.total = total
    self.unit = unit
  }

  /// - Parameter fraction: how far it is, where the count does not tell: bytes of a file whose rows are counted.
  package mutating func update(completed: Int, fraction: Double? = nil, elapsed: Duration) {
    self.completed = completed
    given = fraction
    self.elapsed = elapsed
  }

  /// From 0 to 1; `nil` when the end is not known (standard input).
  package var fraction: Double? {
    given.map { min(1, $0) } ?? total.map { $0 == 0 ? 1 : min(1, Double(completed) / Double($0)) }
  }

  /// Units a second since the start.
  package var rate: Double {
    let seconds = elapsed / .seconds(1)
    return seconds > 0 ? Double(completed) / seconds : 0
  }

  /// Time to the end at this rate; `nil` while it would be a guess.
  package var remaining: Duration? {
    guard let fraction, elapsed > .seconds(1), fraction > 0, fraction < 1 else { return nil }
    return elapsed * ((1 - fraction) / fraction)
  }

  /// One line for a window: label, bar, percent, what is left. Never as wide as the window: a full line wraps on some.
  package func bar(width: Int) -> String {
    guard let fraction else { return DisplayWidth.truncated(plain, to: width - 1) }
    let percent = String(format: "%3d %%", Int(fraction * 100))
    let tail =
      remaining.map { "  \(durationText($0)) left" } ?? (fraction >= 1 ? "  \(durationText(elapsed))" : "")
    let room = max(5, min(30, width - 1 - DisplayWidth.of(label) - percent.count - tail.count - 6))
    let full = Int(fraction * Double(room))
    let line =
      "\(label)  \(String(repeating: "█", count: full))\(String(repeating: "░", count: room - full))  \(percent)\(tail)"
    return DisplayWidth.truncated(line, to: width - 1)
  }

  /// One line for a log or a pipe.
  package var plain: String {
    var line = "\(label): \(countText(completed))"
    if let total { line += " of \(countText(total))" }
    line += " \(unit)"
    if elapsed >= .seconds(1) { line += ", \(countText(Int(rate))) a second" }
    return line
  }
}
