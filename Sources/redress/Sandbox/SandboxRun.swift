import ArgumentParser
import Casework
import Foundation
import LibPQ
import Monitoring
import Programs

struct SandboxRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Lets business time pass until every case is at rest.",
    discussion: """
      Whenever the workers have nothing to do, time goes on to the next timer of a case. Workers must be running \
      elsewhere. Ends with status 1 when the limit is reached and cases are still moving.
      """)

  @Option(help: ArgumentHelp("How much business time passes in one step, at least.", valueName: "time"))
  var step = DurationOption(.seconds(86_400), "1d")

  @Option(help: ArgumentHelp("How much business time passes at most.", valueName: "time"))
  var limit = DurationOption(.seconds(400 * 86_400), "400d")

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard step.duration >= .seconds(60) else { throw ValidationError("--step is at least 1m.") }
  }

  func run() async throws {
    try await database.withPool { pool in
      guard try await Sandbox.look(in: pool).isMarked else { throw Failure.noSandbox }
      let monitor = Monitor(pool)
      let pace = Pace(step: step.duration, limit: limit.duration)
      let start = try await monitor.progress(queues: CaseworkQueues.all).businessTime
      while true {
        let progress = try await monitor.progress(queues: CaseworkQueues.all)
        switch pace.next(after: progress, since: start) {
        case .wait: try await Task.sleep(for: .milliseconds(200))
        case .advance(let duration): try await Sandbox.advance(by: duration, in: pool)
        case .finish, .giveUp: return try tell(progress)
        }
      }
    }
  }

  private func tell(_ progress: DeskProgress) throws {
    let atRest = "\(countText(progress.atRest)) of \(countText(progress.cases)) cases are at rest"
    guard progress.atRest == progress.cases else {
      throw Failure(
        "It is \(instantText(progress.businessTime)), and \(atRest).",
        remedy: "redress-monitor sla shows what the others wait for.")
    }
    Terminal.output.print("It is \(instantText(progress.businessTime)): \(atRest).")
  }
}
