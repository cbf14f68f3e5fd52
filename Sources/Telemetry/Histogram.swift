/// How many observations were at most how large: of times, from a millisecond to five minutes.
struct Histogram: Sendable, Hashable {
  /// Upper bounds in seconds, inclusive: a few for each power of ten. Each bucket is a time series of everybody who scrapes.
  static let bounds: [Double] = [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10, 60, 300]

  /// By bucket, the last one for everything beyond.
  private var counts = [Int](repeating: 0, count: bounds.count + 1)
  private var sum = 0.0

  mutating func record(_ value: Double) {
    counts[Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count] += 1
    sum += value
  }

  /// Buckets are cumulative, and the last has no bound.
  func add(to family: inout MetricFamily, _ labels: [MetricFamily.Label]) {
    var total = 0
    for (count, bound) in zip(counts, Self.bounds + [.infinity]) {
      total += count
      let label = MetricFamily.Label("le", ExpositionText.number(bound))
      family.add(Double(total), labels: labels + [label], suffix: "_bucket")
    }
    family.add(sum, labels: labels, suffix: "_sum")
    family.add(Double(total), labels: labels, suffix: "_count")
  }
}
