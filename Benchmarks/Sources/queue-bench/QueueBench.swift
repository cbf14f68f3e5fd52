import ArgumentParser

@main
struct QueueBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue-bench",
    abstract: "Measures the job queue on the database that DATABASE_URL names.",
    subcommands: [Enqueue.self, Work.self, FsyncProbe.self])
}
