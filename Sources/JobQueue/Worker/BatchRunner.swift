import Foundation
import LibPQ
import Logging

/// Runs claimed attempts to their end: through their handlers, split until the guilty one is alone, settled one way or another.
struct BatchRunner: Sendable {
  let pool: Pool
  let handlers: [String: RegisteredHandler]
  let logger: Logger
  /// Told about the attempts that were settled by a handler's word or failure.
  let count: @Sendable ([Disposition]) -> Void

  /// Attempts of a kind that this worker does not know wait this long for one that does.
  private static let handBackDelay = Duration.seconds(30)

  /// - Returns: whether everything is settled; if not, others will take over.
  func run(_ attempts: [ClaimedAttempt], under token: UUID, worker: Int64) async -> Bool {
    var isSettled = true
    for (kind, batch) in Dictionary(grouping: attempts, by: \.kind) {
      let started = ContinuousClock.now
      let settling = Settling(
        token: token, worker: worker, retryPolicy: handlers[kind]?.retryPolicy ?? .standard,
        elapsed: { started.duration(to: .now) }, random: { .random(in: 0...1) })
      if await !run([part(of: batch, kind: kind)], settling) { isSettled = false }
    }
    return isSettled
  }

  private func part(of batch: [ClaimedAttempt], kind: String) -> BatchPart {
    guard handlers[kind] == nil else { return BatchPart(attempts: batch, work: .handle) }
    logger.notice(
      "no handler for this kind: handed back", metadata: ["kind": "\(kind)", "jobs": "\(batch.count)"])
    return BatchPart(attempts: batch, work: .handBack)
  }

  private func run(_ parts: [BatchPart], _ settling: Settling) async -> Bool {
    var parts = parts
    var disturbances = 0
    while let part = parts.popLast() {
      do {
        try await run(part, settling)
        disturbances = 0
      } catch let unreadable as UnreadableArguments {
        parts.append(contentsOf: part.without(unreadable))
      } catch {
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

  private func run(_ part: BatchPart, _ settling: Settling) async throws {
    guard let kind = part.attempts.first?.kind else { return }
    switch part.work {
    case .handle:
      count(try await handlers[kind]!.run(part.attempts, settling, pool))
    case .settle(let disposition):
      let dispositions = part.attempts.map { _ in disposition }
      try await pool.executeUnit(settling.statements(for: part.attempts, dispositions))
      count(dispositions)
    case .handBack:
      try await pool.executeUnit(part.attempts.map { settling.handBack($0, delay: Self.handBackDelay) })
    }
  }

  /// What nobody has settled yet. When the database does not say, all of it: the fence will.
  private func unsettled(of part: BatchPart, _ settling: Settling) async -> [ClaimedAttempt] {
    guard let first = part.attempts.first,
      let rows = try? await pool.execute(
        .settled, settling.token, first.generation, part.attempts.map(\.seq)),
      let settled = try? rows.map({ (try $0.decode(Int64.self, at: 0), try $0.decode(Bool.self, at: 1)) })
    else { return part.attempts }
    let lost = settled.filter { !$0.1 }.count
    if lost > 0 {
      logger.notice("another worker had taken over and was first", metadata: ["jobs": "\(lost)"])
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
    case .drop: logger.error("claim gone: this worker was frozen", metadata: metadata)
    case .stop: logger.info("batch left to others", metadata: metadata)
    }
  }
}
