import LibPQ

/// A handler as the runtime sees it: by kind, its types erased.
struct RegisteredHandler: Sendable {
  let kind: String
  let retryPolicy: RetryPolicy
  let timeout: Duration?
  /// Takes a batch through `prepare`, `plan`, the settling and `apply`. Either all of it is committed, or it throws;
  /// `UnreadableArguments` before anything was begun.
  let run:
    @Sendable (_ attempts: [ClaimedAttempt], _ settling: Settling, _ pool: Pool) async throws -> [Disposition]

  init<Handler: JobHandler>(_ handler: Handler) {
    kind = Handler.Arguments.kind
    retryPolicy = handler.retryPolicy
    timeout = handler.timeout
    run = { attempts, settling, pool in
      let jobs = try attempts.jobs(Handler.Arguments.self)
      let prepared = try await handler.prepare(jobs)
      return try await pool.withTransaction { transaction in
        let plan = try await handler.plan(jobs, prepared: prepared, in: transaction)
        let dispositions = settling.resolved(
          attempts, attempts.map { plan.dispositions[$0.job] ?? .done })
        try await transaction.executeUnit(settling.statements(for: attempts, dispositions))
        try await handler.apply(plan.effects, in: transaction)
        return dispositions
      }
    }
  }
}
