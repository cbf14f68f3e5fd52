import ArgumentParser
import JobQueue
import Programs

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Says in one sentence why a job is not running.")

  @Argument(help: "The job's number.")
  var job: Int64

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  private struct Report: Encodable {
    let job: Int64
    let explanation: String
  }

  func run() async throws {
    let explanation = try await database.withPool { try await JobQueue.explain(job, in: $0) }
    try output.print(Report(job: job, explanation: explanation)) { terminal in
      wrapped(explanation.safeForTerminal(), to: terminal.width)
    }
  }
}
