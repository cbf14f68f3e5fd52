import Foundation
import Monitoring
import Programs

/// The live view of a demonstration.
struct DemoDisplay: Sendable {
  private let block = LiveBlock()
  private let started = ContinuousClock.now
  private let businessStart: Date

  init(businessStart: Date) { self.businessStart = businessStart }

  func show(_ progress: Progress, _ workers: [DemoWorker]) {
    let day = Int(progress.businessTime.timeIntervalSince(businessStart) / 86_400) + 1
    let time = "\(instantText(progress.businessTime)), day \(day)"
    let cases = "\(countText(progress.atRest)) of \(countText(progress.cases)) cases at rest"
    block.show(
      { terminal in
        var lines = ["  business time  \(time)", "  cases          \(bar(progress, terminal))  \(cases)"]
        for worker in workers {
          lines.append(
            "  worker \(worker.number)       process \(worker.process.identifier), "
              + "\(counted(worker.done, "job")) done")
        }
        return lines
      },
      summary: "\(time): \(cases), \(counted(progress.jobsDone, "job")) done in \(durationText(started.duration(to: .now)))"
    )
  }

  private func bar(_ progress: Progress, _ terminal: Terminal) -> String {
    let width = 24
    let full = progress.cases == 0 ? 0 : Int(progress.atRest) * width / Int(progress.cases)
    return String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
  }
}
