import Foundation
import JobQueue
import LibPQ
import TestSupport
import Testing

/// `redress queue …` on a desk without workers: what an operator does, and what it says.
@Suite struct QueueCommandTests {
  private func redress(
    _ database: TestDatabase, _ arguments: String..., status: Int32 = 0
  ) async throws -> Program.Result {
    let result = try await Program.run(
      "redress", ["queue"] + arguments, database: database.connectionString)
    #expect(result.status == status, "\(arguments): \(result.output) \(result.errors)")
    return result
  }

  /// Jobs of a kind that no handler of the desk has.
  private func enqueue(_ database: TestDatabase, _ count: Int = 1) async throws -> [Int64] {
    let enqueue = Statement(
      "enqueue", "select job_queue.enqueue('notify', 'letter') as job from generate_series(1, $1)")
    return try await database.pool.execute(enqueue, count).map { try $0.decode(Int64.self, "job") }
  }

  /// Makes dead letters of them, as if a worker had given up.
  private func bury(_ database: TestDatabase, _ jobs: [Int64]) async throws {
    try await database.pool.execute(
      Statement(
        "bury",
        """
        insert into job_queue.dead_letter (job, enqueued_at, band, attempt, queue, kind, arguments, reason)
        select job, now(), 1, 10, 'notify', 'letter', '{}', 'no paper' from unnest($1::bigint[]) as job
        """), jobs)
  }

  @Test func aPausedQueueIsListedAndExplainsItsJobs() async throws {
    try await withDatabase(.casework) { database in
      let job = try await enqueue(database)[0]
      #expect(
        try await redress(database, "explain", "\(job)").output.contains("No worker that is alive takes jobs")
      )
      let paused = try await redress(database, "pause", "notify", "--reason", "no paper")
      #expect(paused.output == "notify is paused. Go on with: redress queue resume notify\n")
      let explanation = try await redress(database, "explain", "\(job)").output
      #expect(explanation.contains("paused since") && explanation.contains("no paper"))
      let list = try await redress(database, "list").output
      #expect(list.contains("notify is paused since") && list.contains("no paper"))
      #expect(list.contains("verify"))
      #expect(try await redress(database, "resume", "notify").output == "notify is worked on.\n")
      #expect(try await !redress(database, "list").output.contains("paused"))
    }
  }

  @Test func cancelledJobsAreGoneAndOthersAreNamed() async throws {
    try await withDatabase(.casework) { database in
      let jobs = try await enqueue(database, 2)
      let result = try await redress(database, "cancel", "\(jobs[0])", "999999", "\(jobs[1])", status: 2)
      #expect(result.output == "job \(jobs[0]) is cancelled\njob \(jobs[1]) is cancelled\n")
      #expect(result.errors.contains("There is nothing to cancel of job 999999."))
      #expect(try await redress(database, "explain", "\(jobs[0])").output.hasPrefix("It was cancelled"))
      #expect(try await redress(database, "explain", "999999").output == "There is no such job.\n")
    }
  }

  @Test func deadLettersArePurgedByNumberOrAllOfThemWhenAskedTwice() async throws {
    try await withDatabase(.casework) { database in
      let jobs = try await enqueue(database, 3)
      try await bury(database, jobs)
      let some = try await redress(database, "purge", "\(jobs[0])", "999999", status: 2)
      #expect(some.output == "job \(jobs[0]) is deleted\n")
      #expect(some.errors.contains("There is no dead letter 999999."))
      #expect(try await redress(database, "purge", "--all", status: 2).errors.contains("--yes"))
      #expect(try await redress(database, "purge", "--all", "--yes").output == "2 dead letters deleted\n")
      #expect(try await redress(database, "dead").output == "There are no dead letters.\n")
    }
  }

  @Test func aLimitIsSetListedAndTakenAway() async throws {
    try await withDatabase(.casework) { database in
      #expect(try await redress(database, "limits").output == "No kind of job has a limit.\n")
      #expect(
        try await redress(database, "limit", "letter", "--running", "2", "--starts", "100", "--per", "1m")
          .output
          == "letter: 2 at once, 100 in 1m\n")
      #expect(
        try await redress(database, "limit", "letter", "--running", "1", "--each-key").output
          == "letter, each key: 1 at once\n")
      try await holdPermit(database)
      let list = try await redress(database, "limits").output.split(separator: "\n")
      #expect(list.contains { $0.contains("all") && $0.contains("1 of 2") && $0.contains("1 of 100 in 1 m") })
      #expect(list.contains { $0.contains("each key") && $0.contains("1 of 1") && $0.hasSuffix("1") })
      for more in [[], ["--each-key"]] {
        _ = try await Program.run(
          "redress", ["queue", "limit", "letter", "--none"] + more, database: database.connectionString)
      }
      #expect(try await redress(database, "limits").output == "No kind of job has a limit.\n")
    }
  }

  /// Two letters to one customer: one is taken by a worker and runs, the other is over the limit of its key.
  private func holdPermit(_ database: TestDatabase) async throws {
    for text in [
      "select job_queue.enqueue('notify', 'letter', p_limit_key => 'ada') from generate_series(1, 2)",
      "select job_queue.join_workers('test', 1, '0', '{notify}', '{letter}', '1 hour')",
      "select seq from job_queue.claim((select max(worker_id) from job_queue.worker), 1, '{notify}', 10)",
      """
      select job_queue.admit(worker, number, generation, 'letter', seqs) from job_queue.claim order by claimed_at desc limit 1
      """,
    ] { try await database.pool.execute(Statement(String(text.hashValue), text)) }
  }

  @Test func aRebaseIsAskedFirstAndRefusedBesideAWorker() async throws {
    try await withDatabase(.casework) { database in
      _ = try await enqueue(database, 2)
      #expect(try await redress(database, "rebase", status: 2).errors.contains("--yes"))
      let join = Statement(
        "join", "select job_queue.join_workers('test', 1, '0', '{notify}', '{letter}', '1 hour') as worker")
      let worker = try await database.pool.execute(join)[0].decode(Int32.self, "worker")
      let refused = try await redress(database, "rebase", "--yes", status: 1)
      #expect(refused.errors.contains("A worker is running."))
      try await database.pool.execute(Statement("leave", "select job_queue.leave_workers($1)"), worker)
      let done = try await redress(database, "rebase", "--yes")
      #expect(done.output == "The queue is on this server. 2 jobs pending.\n")
    }
  }

  @Test(arguments: [
    (["pause", "nowhere"], "There is no queue nowhere."),
    (["resume", "nowhere"], "There is no queue nowhere."),
    (["explain", "seven"], "seven"),
    (["cancel"], "Missing expected argument"),
    (["purge"], "Name the jobs, or say --all."),
    (["limit", "letter"], "Say --running, or --starts with --per, or both; or --none."),
    (["limit", "letter", "--none", "--running", "1"], "or --none."),
    (["limit", "letter", "--running", "0"], "--running is at least 1."),
    (["limit", "letter", "--starts", "5"], "--starts and --per belong together."),
    (["limit", "letter", "--starts", "5", "--per", "0"], "--per is more than nothing."),
    (["limit", "a:b", "--running", "1"], "without a colon"),
  ])
  func wrongInputSaysWhatIsWrong(arguments: [String], message: String) async throws {
    try await withDatabase(.casework) { database in
      let result = try await Program.run(
        "redress", ["queue"] + arguments, database: database.connectionString)
      #expect(result.status == 2)
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
