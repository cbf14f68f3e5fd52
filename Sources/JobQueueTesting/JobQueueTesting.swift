/// Helpers for the tests of programs that use `JobQueue`.
///
/// They return what there is and throw what went wrong, so that any test framework can judge it:
///
/// ```swift
/// try await pool.withTransaction { transaction in
///   try await signUp("ada", in: transaction)
///   let jobs = try await JobQueueTesting.enqueued(SendWelcome.self, in: transaction)
///   #expect(jobs.map(\.arguments.customer) == [17])
/// }
/// ```
///
/// - `run` takes one job, or a batch, through its handler, without a queue.
/// - `enqueued` lists the jobs of a kind that are waiting, with their arguments.
/// - `makeDue` lets the time of scheduled jobs and retries come.
/// - `drain` has a worker run all that is ready, and what that enqueues.
///
/// Give each test a database of its own, or look at it within a transaction that is rolled back: the queue is one for the whole database.
public enum JobQueueTesting {}
