import Casework
import Metrics

/// What an import tells swift-metrics; docs/telemetry.md lists it.
struct ImportMetrics: Sendable {
  private let rows: String
  private var told = ImportReport()

  /// - Parameter rows: what the file holds: orders, complaints.
  init(rows: String) { self.rows = rows }

  /// - Parameter report: of everything so far; what is new in it is counted.
  mutating func tell(_ report: ImportReport) {
    count("added", report.added - told.added)
    count("changed", report.changed - told.changed)
    count("already_there", report.alreadyThere - told.alreadyThere)
    count("rejected", report.rejected - told.rejected)
    told = report
  }

  private func count(_ result: String, _ count: Int) {
    guard count > 0 else { return }
    Counter(label: "redress_import_rows_total", dimensions: [("rows", rows), ("result", result)])
      .increment(by: count)
  }

  static let help = [
    "redress_import_rows_total": "Rows of files that this process has read, by what became of them."
  ]
}
