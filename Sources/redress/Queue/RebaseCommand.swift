import ArgumentParser
import JobQueue
import LibPQ
import Programs

struct RebaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebase",
    abstract:
      "Moves the queue to the server that it is on now: after a restore into another cluster, a copy, or pg_upgrade.",
    discussion: """
      Until then no worker starts there, because the transaction numbers in the queue are those of the server that it came from. Stop all \
      workers first. Jobs that were running when the copy was made run again.
      """)

  @Flag(help: "Do not ask.")
  var yes = false

  @OptionGroup var database: DatabaseOptions

  func run() async throws {
    try await database.withPool { pool in
      try Question.confirm(
        "Rebase the queue? What was running when the copy was made runs again; do this once, on a copy, and not on a queue that is at work.",
        yes: yes)
      do {
        let pending = try await JobQueue.rebase(in: pool)
        Terminal.output.print("The queue is on this server. \(counted(pending, "job")) pending.")
      } catch let error as PostgresError where error.sqlState == .objectInUse {
        throw Failure("A worker is running.", remedy: "Stop all of them first; see: redress-monitor status")
      }
    }
  }
}
