import Metrics

/// What a worker tells swift-metrics; where the program installs no backend, nobody hears it. docs/telemetry.md lists them.
///
/// Once for a batch and not for a job, so that measuring costs nothing that could be measured.
enum WorkerMetrics {
  static func settled(_ dispositions: [Disposition], _ kind: String) {
    for (result, group) in Dictionary(grouping: dispositions, by: \.result) {
      Counter(label: "job_queue_jobs_total", dimensions: [("kind", kind), ("result", result)])
        .increment(by: group.count)
    }
  }

  /// A batch of one kind, from its handler's start until all of it is settled.
  static func ran(_ kind: String, for duration: Duration) {
    Timer(label: "job_queue_batch_duration_seconds", dimensions: [("kind", kind)])
      .recordNanoseconds(Int64(duration / .nanoseconds(1)))
  }
}

extension Disposition {
  fileprivate var result: String {
    switch self {
    case .done: "done"
    case .retry: "retry"
    case .snooze: "snoozed"
    case .dead: "dead"
    }
  }
}
