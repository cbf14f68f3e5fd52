import ArgumentParser
import Foundation

/// What `Benchmarks/bench` asks of Redress; `Benchmarks/peers/interface.py` tells each sub-command and its one line of
/// JSON.
@main
struct QueueBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "queue-bench",
    abstract: "Measures the job queue on the database that DATABASE_URL names.",
    subcommands: [SetUp.self, EnqueueBulk.self, EnqueueOne.self, Work.self, Offer.self])
}

func printReport(_ report: some Encodable) throws {
  print(String(decoding: try JSONEncoder().encode(report), as: UTF8.self))
}
