import Casework
import Programs

/// Shows an import while it runs, and writes its rejects.
actor ImportListener {
  private let title: String
  private let progress: ProgressReporter
  private let started = ContinuousClock.now
  private var rejects: RejectsFile
  private var noticesByCode: [ImportNotice.Code: Int] = [:]
  private var saidNotices = 0
  private var saidRejections = 0

  private let mostSaid: Int
  private var metrics: ImportMetrics

  /// - Parameters:
  ///   - rejectsStem: see `RejectsFile`.
  ///   - mostSaid: more rejects and notices are only counted, and stand in the rejects file: a screen is no place for thousands.
  init(title: String, rejectsStem: String, mostSaid: Int, metrics: ImportMetrics) {
    self.title = title
    self.mostSaid = mostSaid
    self.metrics = metrics
    rejects = RejectsFile(stem: rejectsStem)
    progress = ProgressReporter(title, total: nil, unit: "rows")
  }

  func hear(_ event: ImportEvent) throws {
    switch event {
    case .progress(let report):
      progress.update(completed: report.rows, fraction: report.fraction)
      metrics.tell(report)
    case .rejected(let rejection):
      try rejects.write(rejection)
      say("rejected", rejection.description, &saidRejections)
    case .notice(let notice):
      noticesByCode[notice.code, default: 0] += 1
      say("notice", notice.description, &saidNotices)
    }
  }

  private func say(_ what: String, _ text: String, _ said: inout Int) {
    said += 1
    guard said <= mostSaid else { return }
    for line in text.split(separator: "\n") { progress.interrupt("\(what): \(title), \(line)") }
    if said == mostSaid { progress.interrupt("\(what): any others are only counted") }
  }

  func finish(_ report: ImportReport) -> ImportSummary {
    progress.finish()
    return ImportSummary(
      title, report, rejectsFile: rejects.path, notices: noticesByCode,
      elapsed: started.duration(to: .now))
  }
}

extension ImportReport {
  /// Of the file; `nil` for a pipe.
  fileprivate var fraction: Double? {
    bytesTotal.map { $0 == 0 ? 1 : Double(bytesRead) / Double($0) }
  }
}
