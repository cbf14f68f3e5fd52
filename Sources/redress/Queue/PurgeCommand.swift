import ArgumentParser
import JobQueue
import Programs

struct PurgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge", abstract: "Deletes dead letters for good.")

  @Argument(help: "The jobs' numbers, as `redress queue dead` shows them.")
  var jobs: [Int64] = []

  @Flag(help: "All of them.")
  var all = false

  @Flag(help: "Do not ask before all of them are deleted.")
  var yes = false

  @OptionGroup var database: DatabaseOptions

  func validate() throws {
    guard all != !jobs.isEmpty else { throw ValidationError("Name the jobs, or say --all.") }
  }

  func run() async throws {
    try await database.withPool { pool in
      if all { try Question.confirm("Delete all dead letters? They cannot be run again then.", yes: yes) }
      let purged = try await JobQueue.purgeDeadLetters(all ? nil : jobs, in: pool)
      if all {
        Terminal.output.print(
          purged.isEmpty ? "There are no dead letters." : "\(counted(purged.count, "dead letter")) deleted")
      } else {
        for job in purged { Terminal.output.print("job \(job) is deleted") }
      }
      let missing = Set(jobs).subtracting(purged).sorted()
      guard missing.isEmpty else {
        throw Failure.wrongInput(
          "There is no dead letter \(missing.map(String.init).joined(separator: ", ")).",
          remedy: "See: redress queue dead")
      }
    }
  }
}
