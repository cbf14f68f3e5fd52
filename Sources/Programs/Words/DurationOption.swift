import ArgumentParser

/// A span of time on the command line: `500ms`, `30s`, `5m`, `12h`, `15d`; a bare number is seconds.
package struct DurationOption: Sendable, Hashable, ExpressibleByArgument {
  package let duration: Duration
  package let text: String

  package init(_ duration: Duration, _ text: String) {
    self.duration = duration
    self.text = text
  }

  package init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int64(digits), number <= 1_000_000_000 else { return nil }
    switch argument.dropFirst(digits.count) {
    case "ms": duration = .milliseconds(number)
    case "", "s": duration = .seconds(number)
    case "m": duration = .seconds(number * 60)
    case "h": duration = .seconds(number * 3600)
    case "d": duration = .seconds(number * 86_400)
    default: return nil
    }
    text = argument
  }

  package var defaultValueDescription: String { text }
}
