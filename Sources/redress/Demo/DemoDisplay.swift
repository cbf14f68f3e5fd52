import Foundation
import Monitoring
import Programs

/// The live view of a demonstration.
struct DemoDisplay: Sendable {
  private let block = LiveBlock()
  private let started = ContinuousClock.now
  private let businessStart: Date

  init(businessStart: Date) { self.businessStart = businessStart }

  func show(_ progress: DeskProgress, _ workers: [DemoWorker]) {
    block.show(
      { terminal in
        var lines = [
          "  business time  \(time(progress))",
          "  cases          \(bar(progress, terminal))  \(cases(progress))",
        ]
        for worker in workers {
          lines.append(
            "  worker \(worker.number)       process \(worker.process.identifier), "
              + "\(counted(worker.done, "job")) done")
        }
        return lines
      },
      summary: summary(progress))
  }

  private func summary(_ progress: DeskProgress) -> String {
    "\(time(progress)): \(cases(progress)), \(counted(progress.jobsDone, "job")) done in "
      + durationText(started.duration(to: .now))
  }

  private func time(_ progress: DeskProgress) -> String {
    let day = Int(progress.businessTime.timeIntervalSince(businessStart) / 86_400) + 1
    return "\(instantText(progress.businessTime)), day \(day)"
  }

  private func cases(_ progress: DeskProgress) -> String {
    "\(countText(progress.atRest)) of \(countText(progress.cases)) cases at rest"
  }

  /// The last state, also for a log that would not have heard of it yet.
  func finish(_ progress: DeskProgress, _ workers: [DemoWorker]) {
    show(progress, workers)
    if !Terminal.error.isInteractive {
      Terminal.error.print(summary(progress))
    }
  }

  private func bar(_ progress: DeskProgress, _ terminal: Terminal) -> String {
    let width = 24
    let full = progress.cases == 0 ? 0 : Int(progress.atRest) * width / Int(progress.cases)
    return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
  }
}
