import CoreMetrics
@testable import Telemetry
import Testing

@Suite struct MetricRegistryTests {
  private let registry = MetricRegistry(help: ["jobs_total": "Jobs."])

  private func lines(_ registry: MetricRegistry) -> [Substring] {
    ExpositionText.text(registry.families).split(separator: "\n").filter { !$0.hasPrefix("#") }
  }

  @Test func countersOfTheSameLabelsAreOne() {
    registry.makeCounter(label: "jobs_total", dimensions: [("kind", "a")]).increment(by: 2)
    registry.makeCounter(label: "jobs_total", dimensions: [("kind", "a")]).increment(by: 3)
    registry.makeCounter(label: "jobs_total", dimensions: [("kind", "b")]).increment(by: 1)
    registry.makeFloatingPointCounter(label: "work_total", dimensions: []).increment(by: 0.5)
    #expect(lines(registry) == ["jobs_total{kind=\"a\"} 5", "jobs_total{kind=\"b\"} 1", "work_total 0.5"])
    #expect(registry.families.map(\.help) == ["Jobs.", ""])
  }

  @Test func aResetCounterIsGone() {
    let counter = registry.makeCounter(label: "jobs_total", dimensions: [])
    counter.increment(by: 1)
    counter.reset()
    #expect(lines(registry).isEmpty)
  }

  @Test func gaugesGoUpAndDown() {
    let meter = registry.makeMeter(label: "running", dimensions: [])
    meter.increment(by: 3)
    meter.decrement(by: 1)
    registry.makeRecorder(label: "level", dimensions: [], aggregate: false).record(7 as Int64)
    registry.makeRecorder(label: "level", dimensions: [], aggregate: false).record(8.5)
    #expect(lines(registry) == ["level 8.5", "running 2"])
    #expect(registry.families.map(\.kind) == [.gauge, .gauge])
  }

  @Test func timesBecomeCumulativeBuckets() {
    let timer = registry.makeTimer(label: "batch_seconds", dimensions: [("kind", "a")])
    for milliseconds: Int64 in [1, 3, 3, 400_000] { timer.recordNanoseconds(milliseconds * 1_000_000) }
    #expect(
      lines(registry) == [
        "batch_seconds_bucket{kind=\"a\",le=\"0.001\"} 1", "batch_seconds_bucket{kind=\"a\",le=\"0.005\"} 3",
        "batch_seconds_bucket{kind=\"a\",le=\"0.02\"} 3", "batch_seconds_bucket{kind=\"a\",le=\"0.1\"} 3",
        "batch_seconds_bucket{kind=\"a\",le=\"0.5\"} 3", "batch_seconds_bucket{kind=\"a\",le=\"2\"} 3",
        "batch_seconds_bucket{kind=\"a\",le=\"10\"} 3", "batch_seconds_bucket{kind=\"a\",le=\"60\"} 3",
        "batch_seconds_bucket{kind=\"a\",le=\"300\"} 3", "batch_seconds_bucket{kind=\"a\",le=\"+Inf\"} 4",
        "batch_seconds_sum{kind=\"a\"} 400.007", "batch_seconds_count{kind=\"a\"} 4",
      ])
  }

  @Test func manyAtOnceLoseNothing() async {
    await withTaskGroup { group in
      for _ in 0..<8 {
        group.addTask { [registry] in
          for _ in 0..<1000 { registry.makeCounter(label: "jobs_total", dimensions: []).increment(by: 1) }
        }
      }
    }
    #expect(lines(registry) == ["jobs_total 8000"])
  }

  @Test func aProcessTellsOfItself() throws {
    let families = ProcessMetrics.families(program: "redress-worker", version: "1.0")
    let values = Dictionary(uniqueKeysWithValues: families.map { ($0.name, $0.samples[0].value) })
    #expect(try #require(values["process_resident_memory_bytes"]) > 1_000_000)
    #expect(try #require(values["process_open_fds"]) >= 3)
    #expect(try #require(values["process_cpu_seconds_total"]) >= 0)
    #expect(try #require(values["process_start_time_seconds"]) > 1_700_000_000)
    #expect(families[0].samples[0].labels.map(\.value) == ["redress-worker", "1.0"])
  }
}
