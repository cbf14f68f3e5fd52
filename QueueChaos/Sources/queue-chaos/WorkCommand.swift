import ArgumentParser
import Foundation
import JobQueue
import LibPQ
import Logging
import ServiceLifecycle
import UnixSignals

struct WorkCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "A worker of a run; ends with the program that started it.")

  @Option(help: "Milliseconds.") var lease = 2000
  @Option(help: "Milliseconds.") var slice = 2000
  @Flag var knowsStrangers = false

  func run() async throws {
    Self.endWithParent()
    var configuration = WorkerConfiguration(queues: ChaosQueues.all, host: "chaos", version: "chaos")
    configuration.concurrency = 3
    configuration.lease = .milliseconds(lease)
    configuration.pollInterval = .milliseconds(200)
    configuration.promotionInterval = .milliseconds(200)
    configuration.rotation = RotationPolicy(slice: .milliseconds(slice))
    let pool = Pool(poolConfiguration(concurrency: configuration.concurrency))
    var handlers: [any JobHandler] = [
      ActingHandler<Plain>(pool: pool), ActingHandler<Narrow>(pool: pool), ActingHandler<Limited>(pool: pool),
      ActingHandler<Keyed>(pool: pool), ActingHandler<Rated>(pool: pool), ActingHandler<Single>(pool: pool),
    ]
    if knowsStrangers { handlers.append(ActingHandler<Stranger>(pool: pool)) }
    var logger = Logger(label: "worker") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = .info
    let worker = Worker(pool: pool, configuration: configuration, handlers: handlers, logger: logger)
    var services = ServiceGroupConfiguration(
      services: [.init(service: worker, successTerminationBehavior: .gracefullyShutdownGroup)],
      gracefulShutdownSignals: [.sigterm], logger: logger)
    services.maximumGracefulShutdownDuration = .seconds(60)
    try await ServiceGroup(configuration: services).run()
    await pool.close()
  }

  private func poolConfiguration(concurrency: Int) -> PoolConfiguration {
    var configuration = PoolConfiguration(ProcessInfo.processInfo.environment["DATABASE_URL"] ?? "")
    configuration.exclusiveConnections = 2 * concurrency + 1
    configuration.connection.options["application_name"] = "chaos-worker"
    // As redress-worker has it: who freezes in a transaction must not block whoever takes over.
    configuration.connection.sessionSettings = [
      "lock_timeout": "20s", "idle_in_transaction_session_timeout": "\(lease / 2)",
    ]
    return configuration
  }

  private static func endWithParent() {
    let parent = getppid()
    Thread.detachNewThread {
      while getppid() == parent { Thread.sleep(forTimeInterval: 0.5) }
      kill(getpid(), SIGKILL)
    }
  }
}
