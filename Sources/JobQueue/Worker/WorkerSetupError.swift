/// A worker was put together so that it cannot work. Thrown by `Worker.run` before anything is begun.
public struct WorkerSetupError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Each as a sentence for whoever wrote the program.
  public let problems: [String]

  public var description: String { "the worker cannot run: " + problems.joined(separator: "; ") }
}

extension WorkerConfiguration {
  /// What is wrong with it, together with the kinds of its handlers and the size of its pool.
  func problems(kinds: [String], exclusiveConnections: Int) -> [String] {
    let twice = Dictionary(grouping: kinds, by: \.self).filter { $0.value.count > 1 }.keys.sorted()
    var problems = twice.map { "two handlers are for the kind \"\($0)\"" }
    func check(_ isRight: Bool, _ problem: @autoclosure () -> String) {
      if !isRight { problems.append(problem()) }
    }
    check(!kinds.isEmpty, "it has no handlers")
    check(!kinds.contains(""), "a handler is for the kind \"\", which no job may have")
    check(!queues.isEmpty, "it is to take jobs from no queue")
    check(concurrency >= 1, "concurrency is \(concurrency); at least 1")
    check((1...Self.mostInBatch).contains(batchSize), "batchSize is \(batchSize); 1 to \(Self.mostInBatch)")
    check(lease >= Self.shortestLease, "lease is \(lease); at least \(Self.shortestLease)")
    check(pollInterval > .zero, "pollInterval is \(pollInterval); more than nothing")
    check(promotionInterval > .zero, "promotionInterval is \(promotionInterval); more than nothing")
    // With fewer, batches would stand in line for a connection and be disturbed by the pool's time limit.
    check(
      exclusiveConnections >= concurrency,
      "\(concurrency) batches are to run at once, each on a connection of its own, and the pool has \(exclusiveConnections): raise PoolConfiguration.exclusiveConnections or lower concurrency"
    )
    return problems
  }

  private static let mostInBatch = 100_000

  /// A beat comes six times a lease, and must be answered before the next.
  private static let shortestLease = Duration.milliseconds(100)
}
