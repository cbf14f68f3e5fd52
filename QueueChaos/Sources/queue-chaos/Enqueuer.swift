import JobQueue
import LibPQ

/// Puts random jobs in, in transactions that end in every way that transactions end.
struct Enqueuer {
  let pool: Pool
  let journal: Journal
  let index: Int
  private var random: SeededGenerator
  private var lastToken: Int64

  private enum Ending: Sendable { case commit, late, rollback, savepoint, prepared }

  init(pool: Pool, journal: Journal, index: Int, seed: UInt64) {
    self.pool = pool
    self.journal = journal
    self.index = index
    random = SeededGenerator(seed: seed, stream: UInt64(100 + index))
    lastToken = Int64(index + 1) * 1_000_000_000
  }

  /// Until `isOver`.
  mutating func run(isOver: @Sendable () -> Bool) async {
    while !isOver() {
      let ending = random.pick([
        (60, Ending.commit), (12, .late), (12, .rollback), (8, .savepoint), (8, .prepared),
      ])
      let drafts = (0..<random.pick([(8, 1), (2, 3)])).map { _ in
        Draft(using: &random) {
          lastToken += 1
          return lastToken
        }
      }
      let delay = Duration.milliseconds(Int.random(in: 100...4000, using: &random))
      let keeps = random.happens(0.7)
      let pause = Duration.milliseconds(Int.random(in: 0...400, using: &random))
      switch ending {
      case .prepared: await prepare(drafts, delay: delay, keeps: keeps)
      case .savepoint: await commit(Array(drafts.dropLast()), within: drafts.last)
      case .rollback: await rollBack(drafts)
      case .commit: await commit(drafts)
      case .late: await commit(drafts, delay: delay)
      }
      try? await Task.sleep(for: pause)
    }
  }

  /// `undone` is put in behind a savepoint that is rolled back.
  private func commit(_ drafts: [Draft], within undone: Draft? = nil, delay: Duration? = nil) async {
    let tokens = drafts.flatMap(\.tokens)
    journal.note(undone?.tokens ?? [], .rolledBack)
    do {
      try await pool.withTransaction { transaction in
        for draft in drafts.prefix(1) { try await draft.put(in: transaction) }
        if let undone {
          try? await transaction.withSavepoint { transaction in
            try await undone.put(in: transaction)
            throw Undone()
          }
        }
        for draft in drafts.dropFirst() { try await draft.put(in: transaction) }
        if let delay { try await Task.sleep(for: delay) }
      }
      journal.note(tokens, .confirmed)
    } catch {
      note(tokens, error)
    }
  }

  private func rollBack(_ drafts: [Draft]) async {
    try? await pool.withTransaction { transaction in
      for draft in drafts { try await draft.put(in: transaction) }
      throw Undone()
    }
    journal.note(drafts.flatMap(\.tokens), .rolledBack)
  }

  /// PREPARE TRANSACTION refuses where NOTIFY was used, which is where a worker is idle. Under load it goes through often enough.
  private func prepare(_ drafts: [Draft], delay: Duration, keeps: Bool) async {
    let tokens = drafts.flatMap(\.tokens)
    let name = "chaos-\(tokens[0])"
    var isPrepared = false
    do {
      try await pool.withConnection { connection in
        do {
          try await connection.execute(Statement("begin", "begin"))
          for draft in drafts { try await draft.put(in: connection) }
          try await connection.executeScript("prepare transaction '\(name)'")
          isPrepared = true
        } catch {
          try? await connection.executeScript("rollback")
          throw error
        }
      }
      try? await Task.sleep(for: delay)
      try await pool.withConnection {
        try await $0.executeScript("\(keeps ? "commit" : "rollback") prepared '\(name)'")
      }
      journal.note(tokens, keeps ? .confirmed : .rolledBack)
    } catch {
      // Before that it may be prepared all the same; what is left prepared at the end is rolled back.
      journal.note(tokens, !isPrepared && error is PostgresError ? .rolledBack : .unknown)
    }
  }

  /// What LibPQ says of a transaction that failed: its word is checked too.
  private func note(_ tokens: [Int64], _ error: any Error) {
    let isUnknown = (error as? ConnectionError)?.outcomeIsUnknown ?? false
    journal.note(tokens, isUnknown ? .unknown : .rolledBack)
  }
}

private struct Undone: Error {}
