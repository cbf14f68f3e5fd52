import Casework
import Complaints
import EmbeddedPostgres
import Foundation
import Gateways
import JobQueue
import LibPQ
import Monitoring
import Programs
import ServiceLifecycle
import Synchronization

/// A demonstration from the empty folder to the summary, as a service: Ctrl-C ends it, and it leaves nothing running.
final class Demo: Service {
  private let place: DemoPlace
  private let orders: String
  private let complaints: String
  private let policyName: String
  private let policy: Policy
  private let workers: Int
  private let pace: Pace
  private let keep: Bool
  private let screen = Terminal.output
  private let started = ContinuousClock.now
  /// Why it ended early.
  let failure = Mutex<(any Error)?>(nil)

  /// - Throws: `Failure` for input that is wrong: before anything is started.
  init(
    place: DemoPlace, orders: String, complaints: String, policy: String, workers: Int, pace: Pace, keep: Bool
  ) throws {
    self.place = place
    self.orders = orders
    self.complaints = complaints
    policyName = policy
    self.policy = try PolicyText.read(policy)
    self.workers = workers
    self.pace = pace
    self.keep = keep
  }

  func run() async throws {
    let work = Task { try await perform() }
    await withTaskCancellationOrGracefulShutdownHandler {
      do { try await work.value } catch { failure.withLock { $0 = error } }
    } onCancelOrGracefulShutdown: {
      work.cancel()
    }
  }

  private func perform() async throws {
    let start = try await DemoReplay(complaints, policy: policy).firstMoment()
    try place.prepare()
    let server = try await DemoServer(place, keep: keep).start()
    say("A private PostgreSQL runs in \(server.placement.base), without a network")
    do {
      try await show(on: server, from: start)
      if !keep { try await server.stop(.immediate) }
    } catch {
      try? await server.stop(.immediate)
      throw error
    }
  }

  /// The whole way of the complaints.
  private func show(on server: PrivateServer, from start: Date) async throws {
    let database = server.connectionString()
    let pool = Pool(PoolConfiguration(database))
    try await migrate(pool, from: start)
    try await importFiles(database)
    let monitor = Monitor(pool)
    say(
      "Now \(counted(workers, "worker process", "worker processes")) work, time passes, and a simulated handler and "
        + "simulated customers do what only people can"
    )
    var people = DemoPeople(pool)
    let isAtRest = try await letTimePass(database, monitor, from: start, &people, pool)
    let report = try await monitor.outcome()
    let payouts = try await exportPayouts(pool)
    await pool.close()
    let summary = DemoSummary(
      report, place: place, payouts: payouts, people: people.tally, isAtRest: isAtRest,
      elapsed: started.duration(to: .now))
    screen.print(summary.lines(for: screen).joined(separator: "\n"))
    if keep { screen.print(DemoFarewell(place, database).lines(for: screen).joined(separator: "\n")) }
  }

  private func migrate(_ pool: Pool, from start: Date) async throws {
    say("Its database gets the tables, and becomes a sandbox in which it is \(instantText(start))")
    for list in Schemas.all { try await Migrator(list, pool: pool).up() }
    try await Sandbox.mark(in: pool, startingAt: start)
  }

  private func importFiles(_ database: String) async throws {
    say("The shop's orders and its customers' complaints come in")
    for (what, file) in [("orders", orders), ("complaints", complaints)] {
      let producer = try ProgramProcess(
        "redress-producer",
        [
          "import", what, file, "--policy", policyName, "--rejects", place.rejects(of: file),
          "--accept-rejects", "--brief",
        ],
        database: database)
      guard await producer.status() == 0 else {
        throw Failure("The \(what) could not be imported.", remedy: "The lines above say why.")
      }
      try Task.checkCancellation()
    }
  }

  /// - Returns: whether every case came to rest.
  private func letTimePass(
    _ database: String, _ monitor: Monitor, from start: Date, _ people: inout DemoPeople, _ pool: Pool
  ) async throws -> Bool {
    let team = try (1...workers).map { try DemoWorker($0, place: place, database: database) }
    defer { for worker in team { worker.process.stop() } }
    let display = DemoDisplay(businessStart: start)
    while true {
      let progress = try await monitor.progress(queues: CaseworkQueues.all)
      display.show(progress, team)
      var look: Date?
      if progress.isIdle {
        let people = try await people.act(at: progress.businessTime)
        if people.acted { continue }
        look = people.next
      }
      switch pace.next(after: progress, look: look, since: start) {
      case .wait: try await Task.sleep(for: .milliseconds(50))
      case .advance(let duration): try await Sandbox.advance(by: duration, in: pool)
      case .finish, .giveUp:
        for worker in team {
          worker.process.stop()
          _ = await worker.process.status()
        }
        display.finish(progress, team)
        return progress.atRest == progress.cases
      }
      if let worker = team.first(where: { !$0.process.isRunning }) {
        throw Failure(
          "Worker \(worker.number) ended too early:\n\(worker.lastWords)", remedy: "Its log is \(worker.log)."
        )
      }
    }
  }

  /// What a bookkeeper would do. The account is invented, as the shop is.
  private func exportPayouts(_ pool: Pool) async throws -> PayoutFile? {
    let accounts = [
      "PLN:PL61109010140000071219812874", "EUR:DE89370400440532013000", "GBP:GB82WEST12345698765432",
    ]
    let now = try await BusinessTime.now(in: pool)
    let file = try await PayoutFile.open(
      for: Debtor(
        name: policy.merchant.name, accounts: accounts.compactMap { Debtor.Account(configured: $0) }),
      createdAt: now, executionDate: policy.zone.civilDate(of: now).adding(days: 1), in: pool)
    _ = try file?.write(to: place.payouts)
    return file
  }

  private func say(_ line: String) { screen.print(screen.bold("▸ ") + line) }
}
