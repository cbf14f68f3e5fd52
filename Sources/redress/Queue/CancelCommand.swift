import ArgumentParser
import JobQueue
import Programs

struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "Cancels jobs, waiting or running.",
    discussion: """
      A waiting one never runs. A running one cannot commit anything any more, and is told to stop; what it has done \
      outside of the database is not taken back.
      """)

  @Argument(help: "The jobs' numbers.")
  var jobs: [Int64]

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      var over: [Int64] = []
      for job in Set(jobs).sorted() {
        switch try await JobQueue.cancel(job, in: pool) {
        case .cancelled: Terminal.output.print("job \(job) is cancelled")
        case .cancelling:
          Terminal.output.print("job \(job) is about to end, and is told to stop: it is cancelled if it does")
        case .over: over.append(job)
        }
      }
      guard over.isEmpty else {
        throw Failure.wrongInput(
          "There is nothing to cancel of \(over.map { "job \($0)" }.joined(separator: ", ")).",
          remedy: "What became of it: redress queue explain \(over[0])")
      }
    }
  }
}
