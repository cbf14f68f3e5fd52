package import CoreMetrics
import Synchronization

/// Where the metrics of a process come together: the backend of swift-metrics that a program of Redress installs.
///
/// Labels are names of metrics as Prometheus has them, dimensions their labels. Timers and recorders that aggregate become histograms in seconds; what
/// was never counted is not told. A metric that nobody described is told without help.
package final class MetricRegistry: MetricsFactory {
  fileprivate struct Key: Hashable {
    let name: String
    let labels: [MetricFamily.Label]
  }

  fileprivate enum Value {
    case counter(Double)
    case gauge(Double)
    case histogram(Histogram)
  }

  private let values = Mutex<[Key: Value]>([:])
  private let help: [String: String]

  /// - Parameter help: what each metric is, by its name.
  package init(help: [String: String] = [:]) { self.help = help }

  /// What stands there now, in the order of the names.
  package var families: [MetricFamily] {
    let values = values.withLock { $0 }
    return Dictionary(grouping: values, by: \.key.name).sorted { $0.key < $1.key }.map { name, samples in
      var family = MetricFamily(name, samples[0].value.kind, help[name] ?? "")
      for (key, value) in samples.sorted(by: { $0.key.order < $1.key.order }) {
        value.add(to: &family, key.labels)
      }
      return family
    }
  }

  fileprivate func change(_ key: Key, from start: Value, _ change: (inout Value) -> Void) {
    values.withLock { change(&$0[key, default: start]) }
  }

  fileprivate func forget(_ key: Key) { values.withLock { $0[key] = nil } }

  private func metric(_ label: String, _ dimensions: [(String, String)]) -> RegisteredMetric {
    RegisteredMetric(
      self, Key(name: label, labels: dimensions.map { MetricFamily.Label($0.0, $0.1) }))
  }

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    metric(label, dimensions)
  }

  package func makeFloatingPointCounter(
    label: String, dimensions: [(String, String)]
  ) -> any FloatingPointCounterHandler { metric(label, dimensions) }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    GaugeMetric(metric(label, dimensions))
  }

  package func makeRecorder(
    label: String, dimensions: [(String, String)], aggregate: Bool
  ) -> any RecorderHandler {
    let metric = metric(label, dimensions)
    return aggregate ? HistogramMetric(metric) : GaugeMetric(metric)
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    HistogramMetric(metric(label, dimensions))
  }

  // Handlers are views of the registry's values, and the values stay: a counter that is made again goes on counting.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}
}

extension MetricRegistry.Key {
  fileprivate var order: String { labels.map { "\($0.name)\0\($0.value)" }.joined(separator: "\0") }
}

extension MetricRegistry.Value {
  fileprivate var kind: MetricFamily.Kind {
    switch self {
    case .counter: .counter
    case .gauge: .gauge
    case .histogram: .histogram
    }
  }

  fileprivate func add(to family: inout MetricFamily, _ labels: [MetricFamily.Label]) {
    switch self {
    case .counter(let value), .gauge(let value): family.add(value, labels: labels)
    case .histogram(let histogram): histogram.add(to: &family, labels)
    }
  }
}

/// One metric of a registry, with its labels.
private final class RegisteredMetric: CounterHandler, FloatingPointCounterHandler {
  private let registry: MetricRegistry
  private let key: MetricRegistry.Key

  init(_ registry: MetricRegistry, _ key: MetricRegistry.Key) {
    self.registry = registry
    self.key = key
  }

  func change(from start: MetricRegistry.Value, _ change: (inout MetricRegistry.Value) -> Void) {
    registry.change(key, from: start, change)
  }

  func increment(by amount: Int64) { increment(by: Double(amount)) }

  func increment(by amount: Double) {
    change(from: .counter(0)) { if case .counter(let value) = $0 { $0 = .counter(value + amount) } }
  }

  func reset() { registry.forget(key) }
}

private final class GaugeMetric: MeterHandler, RecorderHandler {
  private let metric: RegisteredMetric
  init(_ metric: RegisteredMetric) { self.metric = metric }

  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { metric.change(from: .gauge(value)) { $0 = .gauge(value) } }
  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func decrement(by amount: Double) { increment(by: -amount) }

  func increment(by amount: Double) {
    metric.change(from: .gauge(0)) { if case .gauge(let value) = $0 { $0 = .gauge(value + amount) } }
  }
}

private final class HistogramMetric: TimerHandler, RecorderHandler {
  private let metric: RegisteredMetric
  init(_ metric: RegisteredMetric) { self.metric = metric }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    metric.change(from: .histogram(Histogram())) {
      guard case .histogram(var histogram) = $0 else { return }
      histogram.record(value)
      $0 = .histogram(histogram)
    }
  }
}
