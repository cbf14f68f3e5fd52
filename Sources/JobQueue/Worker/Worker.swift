public import LibPQ
public import Logging
public import ServiceLifecycle

/// Runs jobs: claims them in batches, hands each kind to its handler, settles, retries, takes over from the dead.
///
/// ```swift
/// let worker = Worker(
///   pool: pool, configuration: WorkerConfiguration(queues: ["mail"], host: "web-1", version: "1.0"),
///   handlers: [SendWelcome()], logger: logger)
/// try await worker.run()
/// ```
///
/// Any number of workers may run beside each other, in one process or on many machines; the database is all that they share. On
/// graceful shutdown `run` claims nothing more and returns when the running batches have ended; cancelled, it leaves them to the
/// others, who take over after the lease.
///
/// The pool must be running. It needs `concurrency` exclusive connections, and one shared.
public final class Worker: Service {
  private let pool: Pool
  private let configuration: WorkerConfiguration
  private let handlers: [String: RegisteredHandler]
  /// Of all that were given, also where two are the same.
  private let kinds: [String]
  private let middleware: [any JobMiddleware]
  private let schedules: [Schedule]
  private let logger: Logger
  private let box = StatisticsBox()
  private let stop = StopSignal()
  private let bell = Bell()
  private let running = RunningBatches()

  /// - Parameters:
  ///   - handlers: one for each kind; jobs of other kinds are handed back to the queue.
  ///   - middleware: around every batch, the first one outermost.
  ///   - schedules: stored when the worker starts, each under its name. Every worker fires all that are stored.
  public init(
    pool: Pool, configuration: WorkerConfiguration, handlers: [any JobHandler],
    middleware: [any JobMiddleware] = [], schedules: [Schedule] = [],
    logger: Logger = Logger(label: "job-queue")
  ) {
    self.pool = pool
    self.middleware = middleware
    self.schedules = schedules
    self.configuration = configuration
    let registered = handlers.map { Self.register($0) }
    kinds = registered.map(\.kind)
    self.handlers = Dictionary(registered.map { ($0.kind, $0) }) { first, _ in first }
    self.logger = logger
  }

  /// What it has done so far.
  public var statistics: WorkerStatistics { box.value }

  /// Works until it is shut down, or until all is done where the configuration says so.
  ///
  /// - Throws: `WorkerSetupError` when it was put together wrongly, or the database lacks migrations; what LibPQ throws when the
  ///   database cannot be reached. Later troubles with the database are logged and waited for.
  public func run() async throws {
    try await checkSetup()
    let heart = Heart(
      pool: pool, configuration: configuration, kinds: handlers.keys.sorted(), running: running,
      logger: logger)
    try await JobQueue.register(schedules, in: pool)
    try await heart.join()
    await withGracefulShutdownHandler {
      await withTaskGroup { services in
        // On the event loop's own thread: handlers that keep every other thread busy do not stop the heart.
        services.addTask(executorPreference: EventLoop.shared) { await heart.run() }
        for service in self.services(heart) { services.addTask { await service() } }
        async let reclaiming: Void = self.reclaimer(heart).run()
        await self.dispatcher(heart).run()
        self.stop.raise()
        await reclaiming
        services.cancelAll()
      }
    } onGracefulShutdown: {
      self.shutDown()
    }
    await heart.leave(statistics)
  }

  /// Claim nothing more, finish what runs, and let `run` return.
  public func shutDown() {
    stop.raise()
    Task { await bell.ring() }
  }

  /// A queue that was never created may come later: it is only told.
  private func checkSetup() async throws {
    let problems = configuration.problems(
      kinds: kinds, exclusiveConnections: pool.configuration.exclusiveConnections)
    guard problems.isEmpty else { throw WorkerSetupError(problems: problems) }
    if case .behind(let names) = try await JobQueue.schemaStatus(pool) {
      throw WorkerSetupError(problems: [
        "the database lacks the migrations \(names.joined(separator: ", ")): call JobQueue.migrate"
      ])
    }
    for row in try await pool.execute(.missingQueues, configuration.queues) {
      let queue = try row.decode(String.self, at: 0)
      logger.warning(
        "there is no such queue: JobQueue.createQueue makes it", metadata: ["queue": "\(queue)"])
    }
  }

  private static func register(_ handler: some JobHandler) -> RegisteredHandler { RegisteredHandler(handler) }

  private var runner: BatchRunner {
    BatchRunner(
      pool: pool, handlers: handlers, middleware: middleware, running: running, logger: logger,
      count: { [box] in box.count($0) })
  }

  private func dispatcher(_ heart: Heart) -> Dispatcher {
    Dispatcher(
      pool: pool, configuration: configuration, heart: heart, bell: bell, runner: runner, statistics: box,
      stop: stop, logger: logger)
  }

  private func reclaimer(_ heart: Heart) -> Reclaimer {
    Reclaimer(
      pool: pool, lease: configuration.lease, keepFailures: configuration.keepFailures, heart: heart,
      runner: runner, stop: stop, logger: logger)
  }

  private func services(_ heart: Heart) -> [@Sendable () async -> Void] {
    let ear = Ear(
      listener: Listener(pool.configuration.connection, logger: logger), queues: configuration.queues,
      bell: bell, running: running)
    let limiter = Limiter(pool: pool, interval: configuration.promotionInterval, bell: bell, logger: logger)
    let scheduler = Scheduler(
      pool: pool, interval: configuration.promotionInterval, bell: bell, logger: logger)
    let rotator = Rotator(
      pool: pool, policy: configuration.rotation, interval: configuration.lease, logger: logger)
    var services: [@Sendable () async -> Void] = [
      { await ear.run() }, { await limiter.run() }, { await scheduler.run() }, { await rotator.run() },
    ]
    for timeline in configuration.timelines {
      let promoter = Promoter(
        pool: pool, timeline: timeline, interval: configuration.promotionInterval, bell: bell, logger: logger)
      services.append { await promoter.run() }
    }
    return services
  }
}
