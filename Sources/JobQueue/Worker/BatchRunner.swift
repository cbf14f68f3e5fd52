import LibPQ
import Logging

/// Runs claimed attempts to their end: through their handlers, split until the guilty one is alone, settled one way or another.
struct BatchRunner: Sendable {
  let pool: Pool
  let handlers: [String: RegisteredHandler]
  var middleware: [any JobMiddleware] = []
  var running = RunningBatches()
  let logger: Logger
  /// Told about the attempts that were settled by a handler's word or failure.
  let count: @Sendable ([Disposition]) -> Void

  /// Attempts of a kind that this worker does not know wait this long for one that does.
  private static let handBackDelay = Duration.seconds(30)

  /// - Returns: whether everything is settled; if not, others will take over.
  func run(_ attempts: [ClaimedAttempt], as batch: BatchNumber) async -> Bool {
    var isSettled = true
    for attempts in ofOneKind(attempts) {
      let started = ContinuousClock.now
      let settling = Settling(
        batch: batch, retryPolicy: handlers[attempts[0].kind]?.retryPolicy ?? .standard,
        elapsed: { started.duration(to: .now) }, random: { .random(in: 0...1) })
      if await !run([part(of: attempts)], settling) { isSettled = false }
      WorkerMetrics.ran(attempts[0].kind, for: started.duration(to: .now))
      if attempts[0].isLimited { await unpark(attempts[0].kind) }
    }
    return isSettled
  }

  /// Nearly always they are of one kind, and nothing is copied.
  private func ofOneKind(_ attempts: [ClaimedAttempt]) -> [[ClaimedAttempt]] {
    if attempts.allSatisfy({ $0.kind == attempts[0].kind }) { return [attempts] }
    return Array(Dictionary(grouping: attempts, by: \.kind).values)
  }

  private func part(of attempts: [ClaimedAttempt]) -> BatchPart {
    let kind = attempts[0].kind
    guard handlers[kind] == nil else {
      return BatchPart(attempts: attempts, work: attempts[0].isLimited ? .admit : .handle)
    }
    logger.notice(
      "no handler for this kind: handed back", metadata: ["kind": "\(kind)", "jobs": "\(attempts.count)"])
    return BatchPart(attempts: attempts, work: .handBack)
  }

  /// What the end of this batch has made room for. If it fails, the next look at the limits finds it.
  private func unpark(_ kind: String) async {
    _ = try? await pool.execute(.unpark, kind)
  }

  private func run(_ parts: [BatchPart], _ settling: Settling) async -> Bool {
    var parts = parts
    var disturbances = 0
    while let part = parts.popLast() {
      do {
        if let next = try await run(part, settling) { parts.append(next) }
        disturbances = 0
      } catch let unreadable as UnreadableArguments {
        parts.append(contentsOf: part.without(unreadable))
      } catch {
        if let cancelled = error as? JobCancelled { await cancel(part.attempts, cancelled) }
        let step = BatchStep(
          after: Mishap(error), work: part.work, attempts: part.attempts.count, disturbances: disturbances)
        log(step, part, error)
        switch step {
        case .again(let pause):
          disturbances += 1
          guard (try? await Task.sleep(for: pause)) != nil else { return false }
          parts.append(part)
        case .withoutTheSettled:
          disturbances += 1
          parts.append(BatchPart(attempts: await unsettled(of: part, settling), work: part.work))
        case .split:
          let half = part.attempts.count / 2
          parts.append(BatchPart(attempts: Array(part.attempts[half...]), work: .handle))
          parts.append(BatchPart(attempts: Array(part.attempts[..<half]), work: .handle))
        case .fail(let reason):
          parts.append(BatchPart(attempts: part.attempts, work: .settle(.retry(reason: reason))))
        case .drop: continue
        case .stop: return false
        }
      }
    }
    return true
  }

  /// - Returns: what is to be done next with it, if anything.
  private func run(_ part: BatchPart, _ settling: Settling) async throws -> BatchPart? {
    guard let first = part.attempts.first else { return nil }
    switch part.work {
    case .admit:
      let rows = try await pool.execute(
        .admit, settling.batch.worker, settling.batch.number, first.generation, first.kind,
        part.attempts.map(\.seq))
      let admitted = Set(try rows.map { try $0.decode(Int64.self, at: 0) })
      return BatchPart(attempts: part.attempts.filter { admitted.contains($0.seq) }, work: .handle)
    case .handle:
      tell(try await handle(part.attempts, settling), first.kind)
    case .settle(let disposition):
      let dispositions = settling.resolved(part.attempts, part.attempts.map { _ in disposition })
      try await settle(settling.statements(for: part.attempts, dispositions))
      tell(dispositions, first.kind)
    case .handBack:
      try await settle(part.attempts.map { settling.handBack($0, delay: Self.handBackDelay) })
    }
    return nil
  }

  private func tell(_ dispositions: [Disposition], _ kind: String) {
    count(dispositions)
    WorkerMetrics.settled(dispositions, kind)
  }

  /// On a connection of its own: who waits at the fence for another worker must not have the heart wait behind it.
  private func settle(_ statements: [BoundStatement]) async throws {
    try await pool.withTransaction { _ = try await $0.executeUnit(statements) }
  }

  private func handle(_ attempts: [ClaimedAttempt], _ settling: Settling) async throws -> [Disposition] {
    let handler = handlers[attempts[0].kind]!
    if let keys = Settling.giveBackKeys(of: attempts, at: ["start"]) { try await pool.executeUnit([keys]) }
    return try await running.run(attempts) { [pool, middleware, running] in
      try await BatchContext.$running.withValue(running) {
        let dispositions = Locked<[Disposition]>([])
        let work: @Sendable () async throws -> Void = {
          let settled = try await withTimeLimit(handler.timeout) {
            try await handler.run(attempts, settling, pool)
          }
          dispositions.withLock { $0 = settled }
        }
        if middleware.isEmpty {
          try await work()
        } else {
          try await middleware.run(JobBatch(kind: handler.kind, attempts), work)
        }
        return dispositions.withLock { $0 }
      }
    }
  }

  /// Now that the handler has let go of them they can be settled as cancelled. If that fails they run again, and are cancelled again.
  private func cancel(_ attempts: [ClaimedAttempt], _ cancelled: JobCancelled) async {
    for attempt in attempts where cancelled.seqs.contains(attempt.seq) {
      _ = try? await JobQueue.cancel(attempt.job, in: pool)
    }
  }

  /// What nobody has settled yet. When the database does not say, all of it: the fence will.
  private func unsettled(of part: BatchPart, _ settling: Settling) async -> [ClaimedAttempt] {
    guard let first = part.attempts.first,
      let rows = try? await pool.execute(
        .settled, settling.batch.worker, settling.batch.number, first.generation, part.attempts.map(\.seq)),
      let settled = try? rows.map({ row in
        (
          try row.decode(Int64.self, at: 0), try row.decode(String.self, at: 1),
          try row.decode(Bool.self, at: 2)
        )
      })
    else { return part.attempts }
    for (seq, result, isOurs) in settled where !isOurs {
      logger.notice(
        result == "cancelled" ? "job was cancelled" : "another worker had taken over and was first",
        metadata: ["job": "\(part.attempts.first { $0.seq == seq }?.job ?? seq)"])
    }
    let seqs = Set(settled.map(\.0))
    return part.attempts.filter { !seqs.contains($0.seq) }
  }

  private func log(_ step: BatchStep, _ part: BatchPart, _ error: any Error) {
    let metadata: Logger.Metadata = [
      "kind": "\(part.attempts.first?.kind ?? "")", "jobs": "\(part.attempts.count)", "error": "\(error)",
    ]
    switch step {
    case .again, .withoutTheSettled: logger.info("batch disturbed, tried again", metadata: metadata)
    case .split: logger.info("batch failed, split", metadata: metadata)
    case .fail:
      logger.warning(
        "job failed", metadata: metadata.merging(["job": "\(part.attempts[0].job)"]) { $1 })
    case .drop: logger.error("batch over long ago: this worker was frozen", metadata: metadata)
    case .stop: logger.info("batch left to others", metadata: metadata)
    }
  }
}
