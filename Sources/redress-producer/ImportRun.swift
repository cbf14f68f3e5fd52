import ArgumentParser
import Casework
import LibPQ
import Logging
import Programs

/// One import from the first line on the screen to the exit status.
struct ImportRun {
  private let options: ImportOptions
  private let rows: String

  init(_ options: ImportOptions, of rows: String) {
    self.options = options
    self.rows = rows
  }

  func run(_ work: (Pool, ImportListener) async throws -> ImportReport) async throws {
    try await options.database.withPool { pool in
      let listener = ImportListener(
        title: options.title, rejectsStem: options.rejectsStem, mostSaid: options.brief ? 3 : 20,
        metrics: ImportMetrics(rows: rows))
      let report: ImportReport
      do {
        // Of use while a pipe is read that a shop keeps open.
        report = try await options.metrics.serving(
          pool, help: ImportMetrics.help, logger: LogOptions.logger("redress-producer", level: .info)
        ) { try await work(pool, listener) }
      } catch let refusal as FileRefusal {
        throw Failure.wrongInput(
          "\(options.title) was not imported: it is no file of \(rows).",
          remedy: refusal.problems.map { "\($0.reason): \($0.remedy)" }.joined(separator: "\n"))
      }
      let summary = await listener.finish(report)
      try options.output.print(summary) { summary.lines(for: $0) }
      if summary.rejected > 0, !options.acceptRejects { throw ExitCode(ExitStatus.failed.rawValue) }
    }
  }
}
