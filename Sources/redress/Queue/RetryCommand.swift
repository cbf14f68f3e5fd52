import ArgumentParser
import JobQueue
import LibPQ
import Programs

struct RetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Runs dead letters again, now, with a fresh count of attempts.")

  @Argument(help: "The jobs' numbers, as `redress queue dead` shows them.")
  var jobs: [Int64] = []

  @Flag(help: "All of them.")
  var all = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard all != !jobs.isEmpty else { throw ValidationError("Name the jobs, or say --all.") }
  }

  func run() async throws {
    try await database.withPool { pool in
      let revived = try await JobQueue.revive(all ? nil : jobs, in: pool)
      for job in revived { Terminal.output.print("job \(job) will run again") }
      if all, revived.isEmpty { Terminal.output.print("There are no dead letters.") }
      let missing = Set(jobs).subtracting(revived).sorted()
      guard missing.isEmpty else {
        throw Failure.wrongInput(
          "There is no dead letter \(missing.map(String.init).joined(separator: ", ")).",
          remedy: "See: redress queue dead")
      }
    }
  }
}
