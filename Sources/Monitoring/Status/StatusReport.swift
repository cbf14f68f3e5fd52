import LibPQ

/// The state of the desk: what `redress-monitor status` tells.
package struct StatusReport: Sendable, Hashable, Encodable {
  package let moment: Moment
  /// By queue and band.
  package let queues: [QueueDepth]
  package let flow: [QueueFlow]
  /// Those at work first.
  package let workers: [WorkerStatus]
  package let throughput: Throughput
  package let attention: Attention
  /// Of the last hour, the latest kind first.
  package let failures: [RecentFailure]
  package let health: DatabaseHealth

  /// Ready, running, or to be tried again on the server's clock: what a worker could be busy with. Timers are not.
  package var unsettled: Int64 { queues.reduce(0) { $0 + $1.waiting + $1.running + $1.later } }
  package var deadLetters: Int64 { queues.reduce(0) { $0 + $1.dead } }
}

extension Monitor {
  package func status() async throws -> StatusReport {
    let answers = try await read(
      Statement.businessTime.with(), Statement.queueDepth.with(Int32(QueueDepth.most)),
      Statement.workers.with(),
      Statement.throughput.with(Int64(Throughput.most)),
      Statement.attention.with(Int64(Attention.mostRetries)),
      Statement.failures.with(Int64(RecentFailure.most)),
      Statement.healthGenerations.with(), Statement.healthHolders.with(DatabaseHealth.holdsSinceSeconds),
      Statement.healthTables.with(DatabaseHealth.fewDeadRows), Statement.healthReplication.with(),
      Statement.flow.with(QueueFlow.mostPages))
    return StatusReport(
      moment: try Moment(answers[0]), queues: try answers[1].map(QueueDepth.init),
      flow: try answers[10].map(QueueFlow.init),
      workers: try answers[2].map(WorkerStatus.init),
      throughput: try Throughput(answers[3]),
      attention: try Attention(answers[4]), failures: try answers[5].map(RecentFailure.init),
      health: try DatabaseHealth(
        generations: answers[6], holders: answers[7], tables: answers[8], standbys: answers[9]))
  }
}
