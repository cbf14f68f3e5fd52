import Foundation
import JobQueue
import LibPQ

/// Does random harm, one thing after the other; what lasts goes on beside the next.
struct Harm {
  let pool: Pool
  let fleet: Fleet
  let journal: Journal
  let diary: Diary
  let lease: Duration
  /// Restarts the server at once; a command for the shell.
  let restart: String?
  private var random: SeededGenerator
  private var restartedAt = ContinuousClock.now
  private var lastToken: Int64 = 500_000_000_000

  private enum Deed: Sendable {
    case kill, freeze, drain, endSession, endSessions, restart, holdSnapshot, openImport, cancel, pause,
      revive
  }

  init(
    pool: Pool, fleet: Fleet, journal: Journal, diary: Diary, lease: Duration, restart: String?, seed: UInt64
  ) {
    self.pool = pool
    self.fleet = fleet
    self.journal = journal
    self.diary = diary
    self.lease = lease
    self.restart = restart
    random = SeededGenerator(seed: seed, stream: 1)
  }

  /// Until `isOver`; returns when what it began has ended too.
  mutating func run(isOver: @Sendable () -> Bool) async {
    await withTaskGroup { deeds in
      while !isOver() {
        let deed = random.pick([
          (10, Deed.kill), (14, .freeze), (4, .drain), (16, .endSession), (4, .endSessions), (6, .restart),
          (4, .holdSnapshot), (4, .openImport), (40, .cancel), (4, .pause), (10, .revive),
        ])
        let fraction = Double.random(in: 0..<1, using: &random)
        let length = Double.random(in: 0..<1, using: &random)
        diary.note("\(deed)")
        // Where the server is away, that is harm enough.
        do { try await self.do(deed, fraction, length, &deeds) } catch { diary.note("\(deed): \(error)") }
        try? await Task.sleep(for: .milliseconds(Int.random(in: 50...600, using: &random)))
      }
      diary.note("no more harm is begun")
    }
    diary.note("harm has ended")
  }

  private mutating func `do`(
    _ deed: Deed, _ fraction: Double, _ length: Double, _ deeds: inout TaskGroup<Void>
  ) async throws {
    let (pool, fleet) = (pool, fleet)
    switch deed {
    case .kill: _ = await fleet.send(SIGKILL, to: fraction)
    case .drain: _ = await fleet.send(SIGTERM, to: fraction)
    case .freeze:
      guard let process = await fleet.send(SIGSTOP, to: fraction) else { return }
      let pause = lease * (0.2 + 3 * length)
      deeds.addTask {
        try? await Task.sleep(for: pause)
        await fleet.wake(process)
      }
    case .endSession, .endSessions:
      let sessions = try await pool.execute(.workerSessions).map { try $0.decode(Int32.self, at: 0) }
      guard !sessions.isEmpty else { return }
      let ended = deed == .endSession ? [sessions[Int(fraction * Double(sessions.count))]] : sessions
      for session in ended { try await pool.execute(.endSession, session) }
    case .restart:
      guard let restart, restartedAt.duration(to: .now) > .seconds(12) else { return }
      restartedAt = .now
      try await Shell.run(restart)
    case .holdSnapshot:
      deeds.addTask {
        _ = try? await pool.withTransaction(TransactionOptions(isolation: .repeatableRead)) { transaction in
          try await transaction.execute(.hold)
          try await Task.sleep(for: .seconds(4 + 12 * length))
        }
      }
    case .openImport: openImport(fraction, length, &deeds)
    case .cancel:
      try await ask("cancel", about: .someJob, fraction, .cancelOne, as: String.self)
    case .revive:
      try await ask("revive", about: .someDeadLetter, fraction, .reviveOne, as: Bool.self)
    case .pause:
      let queue = fraction < 0.5 ? ChaosQueues.wide : ChaosQueues.narrow
      _ = try await JobQueue.pause(queue, in: pool)
      try await Task.sleep(for: .seconds(length))
      _ = try await JobQueue.resume(queue, in: pool)
    }
  }

  /// The answer is noted in the same transaction, so it is there only if what it says was done.
  private func ask<Answer: PostgresDecodable>(
    _ what: String, about statement: Statement, _ fraction: Double, _ asking: Statement, as: Answer.Type
  ) async throws {
    guard let job = try await pool.execute(statement, fraction).first?.decode(Int64.self, at: 0) else {
      return
    }
    try await pool.withTransaction { transaction in
      let answer: Answer = try await transaction.execute(asking, job)[0].decode(at: 0)
      try await transaction.execute(.noteAsked, job, what, "\(answer)")
    }
  }

  /// Thousands of jobs that nobody sees for a while, and then all at once, or never.
  private mutating func openImport(_ fraction: Double, _ length: Double, _ deeds: inout TaskGroup<Void>) {
    let first = lastToken + 1
    lastToken += Int64(500 + 4000 * fraction)
    let tokens = Array(first...lastToken)
    let keeps = fraction < 0.4
    let (pool, journal) = (pool, journal)
    deeds.addTask {
      do {
        try await pool.withTransaction { transaction in
          try await JobQueue.bulkEnqueue(
            tokens.lazy.map { Plain(Act(token: $0, manner: .quick, times: 1, milliseconds: 0)) },
            in: transaction)
          try await transaction.execute(.noteBulk, tokens, Plain.kind)
          try await Task.sleep(for: .seconds(2 + 10 * length))
          if !keeps { throw CancellationError() }
        }
        journal.note(tokens, .confirmed)
      } catch {
        journal.note(tokens, (error as? ConnectionError)?.outcomeIsUnknown ?? false ? .unknown : .rolledBack)
      }
    }
  }
}
