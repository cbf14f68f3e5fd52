import ArgumentParser
import Casework
import JobQueue
import LibPQ
import Programs
import ServiceLifecycle

@main
struct RedressWorker: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redress-worker",
    abstract: "Runs the steps of cases: verifies, compensates, notifies, watches the clocks.",
    discussion: """
      Any number of workers may run beside each other, on any number of machines. SIGTERM or Ctrl-C lets the \
      batches that run end and nothing new begin; a second one stops at once, and others take over.
      """,
    version: Program.versions)

  @OptionGroup var work: WorkOptions
  @OptionGroup var gateways: GatewayOptions
  @OptionGroup var metrics: MetricsOptions
  @OptionGroup var database: DatabaseOptions
  @OptionGroup var log: LogOptions

  static func main() async { await Program.run(Self.self) }

  func run() async throws {
    let logger = try log.logger("redress-worker")
    try await database.withPool { configuration in
      work.adjust(&configuration)
    } _: { pool in
      let metrics = try metrics.service(pool, help: Self.help, logger: logger)
      let worker = Worker(
        pool: pool, configuration: work.configuration, handlers: try gateways.handlers(pool),
        schedules: [try RetentionJob.schedule], logger: logger)
      var services: [any Service] = [PoolService(pool), RollupService(pool: pool, logger: logger)]
      if let metrics { services.append(metrics) }
      if let progress = work.progress {
        services.append(WorkerProgress(worker, every: progress.duration, logger: logger))
      }
      if work.withStandardInput { services.append(StandardInputWatch()) }
      services.append(worker)
      try await Services.run(services, patience: work.patience.duration, logger: logger)
    }
  }

  /// What JobQueue counts, for whoever scrapes it: docs/telemetry.md.
  private static let help = [
    "job_queue_jobs_total": "Jobs that this process has settled, by kind and result.",
    "job_queue_batch_duration_seconds":
      "Batches of one kind, from the handler's start until all of it is settled.",
  ]
}
