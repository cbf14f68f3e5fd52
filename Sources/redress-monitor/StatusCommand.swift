import ArgumentParser
import LibPQ
import Monitoring
import Programs
import Reporting

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Depth of the queues, workers, throughput, and what waits for somebody.")

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var output: OutputOptions

  func run() async throws {
    let report = try await database.withMonitor { try await $0.status() }
    try output.print(report) { PageText.lines(Page(report), $0) }
  }
}

extension DatabaseOptions {
  func withMonitor<Output>(_ body: (Monitor) async throws -> Output) async throws -> Output {
    try await withPool {
      $0.forMonitor()
    } _: { pool in
      try await body(Monitor(pool))
    }
  }
}

extension PoolConfiguration {
  /// Cannot write, whatever is sent; and compiling a report's statement takes longer than most reports. What is counted by case or sorted
  /// for a percentile fits into memory: with PostgreSQL's 4 MB a hundred thousand cases went through files.
  mutating func forMonitor() {
    connection.sessionSettings["default_transaction_read_only"] = "on"
    connection.sessionSettings["jit"] = "off"
    connection.sessionSettings["work_mem"] = "16MB"
  }
}
