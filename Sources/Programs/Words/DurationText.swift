package import Foundation

/// Spans of time as people say them, in the two largest units: `3 d 4 h`, `12 m 5 s`, `0.4 s`.
package func durationText(_ seconds: Double) -> String {
  guard seconds >= 0 else { return "-" + durationText(-seconds) }
  let tenths = (seconds * 10).rounded()
  guard tenths >= 100 || tenths.remainder(dividingBy: 10) == 0, tenths > 0 else {
    return String(format: "%.1f s", tenths / 10)
  }
  let total = Int(seconds.rounded())
  let parts = [(total / 86_400, "d"), (total / 3600 % 24, "h"), (total / 60 % 60, "m"), (total % 60, "s")]
  let first = parts.firstIndex { $0.0 > 0 }!
  return parts[first..<min(first + 2, parts.count)]
    .filter { $0.0 > 0 }
    .map { "\($0.0) \($0.1)" }
    .joined(separator: " ")
}

package func durationText(_ duration: Duration) -> String {
  durationText(duration / .seconds(1))
}

/// An instant in UTC, to the minute: `2026-03-01 10:00Z`.
package func instantText(_ instant: Date) -> String {
  let style = Date.ISO8601FormatStyle(dateSeparator: .dash, dateTimeSeparator: .space, timeSeparator: .colon)
  let text = instant.formatted(style.year().month().day().time(includingFractionalSeconds: false))
  return text.prefix(16) + "Z"
}

/// A number with its thousands apart: `12 345`.
///
/// - Parameter isAtLeast: the count stopped there: `12 345+`.
package func countText(_ count: some BinaryInteger, isAtLeast: Bool = false) -> String {
  let end = isAtLeast ? "+" : ""
  let digits = Array(String(count))
  guard digits.count > 4 else { return String(digits) + end }
  var text = ""
  for (index, digit) in digits.enumerated() {
    let left = digits.count - index
    if left % 3 == 0, index > 0, digits[index - 1] != "-" { text.append(" ") }
    text.append(digit)
  }
  return text + end
}

/// `1 case`, `12 cases`.
package func counted(_ count: some BinaryInteger, _ one: String, _ many: String? = nil) -> String {
  "\(countText(count)) \(count == 1 ? one : many ?? one + "s")"
}
