import Foundation
import JobQueue
import LibPQ
import Synchronization

/// What the handlers of this process have seen.
final class Recorder: Sendable {
  struct Report: Encodable, Sendable {
    var jobs = 0
    var first = 0
    var last = 0
    var cpuSeconds = 0.0
    var peakMemory = 0
    /// For each tenth of the time, how many pickups took how long: buckets 2 % apart, as a run may have millions.
    var tenths: [[Int: Int]] = []

    enum CodingKeys: String, CodingKey {
      case jobs, first, last, tenths
      case cpuSeconds = "cpu_seconds"
      case peakMemory = "peak_memory"
    }
  }

  private let start: Int
  private let length: Int
  private let state: Mutex<Report>

  /// - Parameter seconds: 0 when jobs are counted, and not times.
  init(start: Int, seconds: Double) {
    self.start = start
    length = Int(seconds * 1e9)
    state = Mutex(Report(tenths: seconds > 0 ? Array(repeating: [:], count: 10) : []))
  }

  func record(_ jobs: [Job<NoOperation>]) {
    let now = Monotonic.now
    state.withLock { report in
      if report.jobs == 0 {
        report.first = now
        report.cpuSeconds = ProcessCost.cpuSeconds
      }
      report.jobs += jobs.count
      report.last = now
      guard now >= start, now - start < length else { return }
      let tenth = (now - start) * 10 / length
      for job in jobs {
        let bucket = Int(log(Double(max(now - job.arguments.sent, 1))) / log(1.02))
        report.tenths[tenth][bucket, default: 0] += 1
      }
    }
  }

  func report() throws -> Report {
    var report = state.withLock { $0 }
    if report.jobs > 0 { report.cpuSeconds = ProcessCost.cpuSeconds - report.cpuSeconds }
    report.peakMemory = try ProcessCost.peakMemory()
    return report
  }
}

/// Takes each batch, and leaves it at that.
struct Recording: JobHandler {
  let recorder: Recorder

  func plan(
    _ jobs: [Job<NoOperation>], prepared: Void, in transaction: Transaction
  ) async throws -> JobPlan<Void> {
    recorder.record(jobs)
    return JobPlan(())
  }
}
