import Foundation
import JobQueue
import LibPQ

/// Runs jobs as their arguments say, and writes what it decided into `chaos.effect`, in the transaction that settles them.
struct ActingHandler<Arguments: ActingJob>: JobHandler {
  let pool: Pool
  let retryPolicy = RetryPolicy(attempts: 4, base: .milliseconds(200), limit: .seconds(1))

  struct Decided: Sendable {
    let job: Job<Arguments>
    let result: String
    let startedAt: String
  }

  /// - Returns: when the batch began, by the server's clock: after its permits were given.
  func prepare(_ jobs: [Job<Arguments>]) async throws -> String {
    let startedAt: String = try await pool.execute(.serverTime)[0].decode(at: 0)
    let acts = jobs.map(\.arguments.act)
    if jobs.contains(where: { $0.arguments.act.manner == .kills && $0.round < $0.arguments.act.times }) {
      die()
    }
    if let longest = acts.filter({ $0.manner == .slow }).map(\.milliseconds).max() {
      try await Task.sleep(for: .milliseconds(longest))
    }
    return startedAt
  }

  func plan(
    _ jobs: [Job<Arguments>], prepared startedAt: String, in transaction: Transaction
  ) async throws -> JobPlan<[Decided]> {
    if jobs.contains(where: throwsError) { throw Poison() }
    let snoozed = try await snoozes(of: jobs, in: transaction)
    var dispositions: [Int64: Disposition] = [:]
    for job in jobs {
      dispositions[job.id] = disposition(of: job, snoozed: snoozed[job.arguments.act.token] ?? 0)
    }
    if let longest = jobs.map(\.arguments.act).filter({ $0.manner == .slowInside }).map(\.milliseconds).max()
    {
      try await transaction.execute(.sleep, Double(longest) / 1000)
    }
    return JobPlan(
      jobs.map { Decided(job: $0, result: Self.word(dispositions[$0.id]!), startedAt: startedAt) },
      dispositions: dispositions)
  }

  func apply(_ decided: [Decided], in transaction: Transaction) async throws {
    let followers = decided.filter { $0.result == "done" && $0.job.arguments.act.manner == .follows }
      .map {
        Act(token: $0.job.arguments.act.token + Act.following, manner: .quick, times: 1, milliseconds: 0)
      }
    if !followers.isEmpty {
      let enqueued = try await JobQueue.enqueue(followers.map { NewJob(Plain($0)) }, in: transaction)
      try await transaction.execute(
        .noteJobs, followers.map(\.token), enqueued.map(\.job), Plain.kind,
        [String?](repeating: nil, count: followers.count),
        [String?](repeating: nil, count: followers.count), String?.none, Duration?.none)
    }
    try await transaction.execute(
      .noteEffects, decided.map(\.job.arguments.act.token), decided.map(\.job.id),
      decided.map { Int32($0.job.attempt) },
      decided.map { Int32($0.job.round) }, decided.map(\.result), decided.map(\.startedAt), getpid())
    let jobs = decided.map(\.job)
    if jobs.contains(where: { $0.arguments.act.manner == .killsInside && $0.round < $0.arguments.act.times })
    {
      die()
    }
    if jobs.contains(where: { $0.arguments.act.manner == .breaks }), Bool.random() {
      try await transaction.execute(.endOwnSession)
    }
  }

  private func throwsError(_ job: Job<Arguments>) -> Bool {
    let act = job.arguments.act
    return act.manner == .poison || act.manner == .fails && job.attempt <= act.times
  }

  private func disposition(of job: Job<Arguments>, snoozed: Int64) -> Disposition {
    let act = job.arguments.act
    return switch act.manner {
    case .retries where job.attempt <= act.times: .retry(reason: "it was told to")
    case .snoozes where snoozed < act.times: .snooze(.milliseconds(act.milliseconds))
    case .dies: .dead(reason: "it was told to")
    default: .done
    }
  }

  private func snoozes(of jobs: [Job<Arguments>], in transaction: Transaction) async throws -> [Int64: Int64]
  {
    let tokens = jobs.map(\.arguments.act).filter { $0.manner == .snoozes }.map(\.token)
    guard !tokens.isEmpty else { return [:] }
    let rows = try await transaction.execute(.countSnoozes, tokens)
    return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.decode(at: 0), try $0.decode(at: 1)) })
  }

  private static func word(_ disposition: Disposition) -> String {
    switch disposition {
    case .done: "done"
    case .retry: "retry"
    case .snooze: "snoozed"
    case .dead: "dead"
    }
  }

  /// As the kernel ends a process that has used up its memory.
  private func die() { kill(getpid(), SIGKILL) }
}

struct Poison: Error {}
