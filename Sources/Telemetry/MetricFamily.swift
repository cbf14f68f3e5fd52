/// A metric with all its samples, as Prometheus has it.
package struct MetricFamily: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable {
    case counter, gauge, histogram
  }

  /// One number, or for a histogram one line of it.
  package struct Sample: Sendable, Hashable {
    /// Behind the family's name: `_bucket`, `_sum`, `_count`; else empty.
    package let suffix: String
    package let labels: [Label]
    package let value: Double
  }

  package struct Label: Sendable, Hashable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package let name: String
  /// What it is, for people: a sentence with the unit.
  package let help: String
  package let kind: Kind
  package private(set) var samples: [Sample] = []

  /// - Parameter name: snake_case, with its unit (`_seconds`, `_bytes`); of a counter ending in `_total`.
  package init(_ name: String, _ kind: Kind, _ help: String) {
    self.name = name
    self.kind = kind
    self.help = help
  }

  package mutating func add(_ value: Double, _ labels: Label..., suffix: String = "") {
    samples.append(Sample(suffix: suffix, labels: labels, value: value))
  }

  mutating func add(_ value: Double, labels: [Label], suffix: String = "") {
    samples.append(Sample(suffix: suffix, labels: labels, value: value))
  }
}
