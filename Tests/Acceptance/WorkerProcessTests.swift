import Casework
import Foundation
import JobQueue
import LibPQ
import Monitoring
import TestSupport
import Testing

/// Workers as processes: drained, killed, run again.
@Suite struct WorkerProcessTests {
  /// The shorter one of the samples, in a sandbox in which the last of them has just come in: by the real clock their deadlines
  /// are months ago, and every reminder since then would be written first.
  private static let complaints = 31

  private func importSamples(into database: TestDatabase, _ folder: URL) async throws {
    let start = try #require(try? Date("2026-03-15T12:00:00Z", strategy: .iso8601))
    try await Sandbox.mark(in: database.pool, startingAt: start)
    let text = try String(contentsOfFile: Program.sample("complaints.ndjson"), encoding: .utf8)
    let some = folder.appendingPathComponent("complaints.ndjson")
    try (text.split(separator: "\n").prefix(Self.complaints).joined(separator: "\n") + "\n")
      .write(to: some, atomically: true, encoding: .utf8)
    for (what, file) in [("orders", Program.sample("orders.ndjson")), ("complaints", some.path)] {
      let result = try await Program.run(
        "redress-producer", ["import", what, file, "--policy", "pl"], database: database.connectionString)
      #expect(result.status == 0, "\(result.errors)")
    }
  }

  private func worker(_ database: TestDatabase, _ folder: URL, _ more: String...) throws -> Program {
    try Program(
      "redress-worker", ["--mail", folder.path, "--poll", "50ms", "--lease", "2s"] + more,
      database: database.connectionString)
  }

  @Test func untilIdleEndsWhenAllIsDone() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        try await importSamples(into: database, folder)
        let result = try await worker(database, folder, "--until-idle").result()
        #expect(result.status == 0, "\(result.errors)")
        let status = try await Monitor(database.pool).status()
        #expect(status.unsettled == 0)
        #expect(status.deadLetters == 0)
        #expect(status.attention.unsentMessages == 0)
        #expect(status.workers.allSatisfy { $0.condition == .left })
      }
    }
  }

  @Test func aTerminatedWorkerDrainsAndSaysGoodBye() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let worker = try worker(database, folder)
        let monitor = Monitor(database.pool)
        try await until { try await !monitor.status().workers.isEmpty }
        try await importSamples(into: database, folder)
        // In the middle of the work.
        try await until { try await monitor.status().throughput.doneInFiveMinutes > 0 }
        worker.signal(SIGTERM)
        let result = await worker.result()
        #expect(result.status == 0, "\(result.errors)")
        let status = try await monitor.status()
        #expect(status.queues.allSatisfy { $0.running == 0 }, "\(result.errors)")
        #expect(status.workers.map(\.condition) == [.left])
      }
    }
  }

  @Test func aWorkerKeepsTheCountsOfClocksShort() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        let worker = try worker(database, folder)
        try await importSamples(into: database, folder)
        func count(_ table: String) async throws -> Int64 {
          try await database.pool.execute(Statement("count \(table)", "select count(*) from \(table)"))[0]
            .decode(at: 0)
        }
        #expect(try await count("casework.clock_count") > 0)
        try await until {
          let isShort = try await count("casework.clock_rollup_change") == 0
          let isFolded = try await count("casework.clock_rollup") > 0
          return isShort && isFolded
        }
        worker.signal(SIGTERM)
        #expect(await worker.result().status == 0)
      }
    }
  }

  @Test func killedWorkersDoubleNothing() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        try await importSamples(into: database, folder)
        let monitor = Monitor(database.pool)
        for _ in 1...4 {
          let victim = try worker(database, folder, "--batch", "20")
          let done = try await monitor.status().throughput.doneInFiveMinutes
          try await until(atMost: .seconds(20)) {
            // Until it is in the middle of the work; the last ones may find that nothing is left.
            let isIdle = try await monitor.progress(queues: CaseworkQueues.all).isIdle
            let now = try await monitor.status().throughput.doneInFiveMinutes
            return isIdle || now > done
          }
          victim.signal(SIGKILL)
          #expect(await victim.result().status == 128 + SIGKILL)
        }
        // The last one takes over what the dead have left, after their lease.
        let last = try worker(database, folder)
        try await until(atMost: .seconds(120)) {
          // Not before it is there itself: the others may have left it nothing to do.
          let isThere = try await monitor.status().workers.contains { $0.process == last.processIdentifier }
          let isIdle = try await monitor.progress(queues: CaseworkQueues.all).isIdle
          return isThere && isIdle
        }
        last.signal(SIGTERM)
        let result = await last.result()
        #expect(result.status == 0, "\(result.errors)")

        let report = try await monitor.outcome()
        #expect(report.cases.reduce(0) { $0 + $1.cases } == Self.complaints)
        let acknowledgements = report.messages.filter { $0.kind == "acknowledgement" }
        #expect(acknowledgements.reduce(0) { $0 + $1.sent + $1.unsent } == Self.complaints)
        let status = try await monitor.status()
        #expect(status.attention.unsentMessages == 0, "mailed, or in the hands of a person")
        #expect(status.deadLetters == 0)
        let overpaid = try await database.pool.execute(.overpaidOrders)
        #expect(overpaid.isEmpty)
        // One payout for each intent that was carried out, whatever died in between.
        let unequal = try await database.pool.execute(.payoutsWithoutIntent)
        #expect(unequal.isEmpty)
      }
    }
  }

  @Test func aWorkerGoesWithTheProgramThatStartedIt() async throws {
    try await withDatabase(.casework) { database in
      try await withFolder { folder in
        // Its standard input is closed by the test's helper as soon as it runs.
        let result = try await worker(database, folder, "--with-standard-input").result()
        #expect(result.status == 0, "\(result.errors)")
      }
    }
  }

  @Test(arguments: [["--queues", "verify,cooking"], ["--concurrency", "0"], ["--lease", "10ms"]])
  func flagsThatMakeNoSenseAreRefused(flags: [String]) async throws {
    let result = try await Program.run("redress-worker", flags)
    #expect(result.status == 2)
    #expect(result.errors.contains(flags[0]))
  }
}

/// Waits for a condition of the world outside, which sends no signal: looks again and again, and gives up in the end.
func until(
  atMost limit: Duration = .seconds(60), _ condition: () async throws -> Bool,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let deadline = ContinuousClock.now + limit
  while try await !condition() {
    guard .now < deadline else {
      Issue.record("it did not come about within \(limit)", sourceLocation: sourceLocation)
      throw CancellationError()
    }
    try await Task.sleep(for: .milliseconds(20))
  }
}

extension Statement {
  /// Orders of which more was promised back than was paid.
  fileprivate static let overpaidOrders = Statement(
    "overpaid_orders",
    """
    select order_id
    from casework.ledger
    where budget = 'refund' and status <> 'failed'
    group by order_id
    having sum(amount_minor) > (
      select coalesce(sum(amount_minor), 0) from casework.order_payment where order_payment.order_id = ledger.order_id)
    """)

  fileprivate static let payoutsWithoutIntent = Statement(
    "payouts_without_intent",
    """
    select payout.idempotency_key
    from casework.payout
    left join casework.ledger on ledger.idempotency_key = payout.idempotency_key
    where ledger.entry_id is null or ledger.amount_minor <> payout.amount_minor
    """)
}
