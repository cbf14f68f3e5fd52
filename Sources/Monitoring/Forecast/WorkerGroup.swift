/// Queues that the same workers serve, as one station: what waits in any of them waits for the same hands.
///
/// The model is a fluid one: work (in seconds of a worker's slot) flows in at the rate of the arrivals and out at the rate of the
/// slots, the earliest due first. It is exact for the long queues that matter, and off by about one batch for short ones; docs/forecast.md
/// compares it with a simulation.
struct WorkerGroup: Sendable, Hashable {
  let queues: [QueueLoad]
  let workers: Int
  /// Batches that all of its workers together run at once.
  let slots: Double

  /// Puts queues together that share a worker, directly or by way of other queues; a queue without workers is alone.
  static func groups(_ queues: [QueueLoad], _ workers: [WorkingWorker]) -> [WorkerGroup] {
    var sets = queues.map { Set([$0.queue]) }
    for worker in workers {
      let served = Set(worker.queues)
      let touched = sets.filter { !$0.isDisjoint(with: served) }
      sets.removeAll { touched.contains($0) }
      if !touched.isEmpty { sets.append(touched.reduce(into: []) { $0.formUnion($1) }) }
    }
    return sets.map { names in
      let hands = workers.filter { !names.isDisjoint(with: $0.queues) }
      return WorkerGroup(
        queues: queues.filter { names.contains($0.queue) }, workers: hands.count,
        slots: hands.reduce(0) { $0 + Double($1.concurrency) })
    }
    .sorted { $0.queues.map(\.queue).joined() < $1.queues.map(\.queue).joined() }
  }

  /// A queue whose cost nobody knows counts like the average of the others; where none is known, as a millisecond a job.
  private func secondsPerJob(_ queue: QueueLoad) -> Double {
    if let service = queue.service { return service.secondsPerJobInFullBatches }
    let known = queues.compactMap { $0.service?.secondsPerJobInFullBatches }
    return known.isEmpty ? 0.001 : known.reduce(0, +) / Double(known.count)
  }

  /// Seconds of a slot that arrive with every second.
  var inflow: Double { queues.reduce(0) { $0 + $1.arrivalsPerSecond * secondsPerJob($1) } }
  /// Seconds of a slot that wait.
  var backlog: Double { queues.reduce(0) { $0 + $1.waiting * secondsPerJob($1) } }
  func backlog(of queue: String) -> Double {
    queues.filter { $0.queue == queue }.reduce(0) { $0 + $1.waiting * secondsPerJob($1) }
  }
  /// The share of what the workers can do that arrives: at 1 and beyond the queues grow.
  var utilization: Double? { slots > 0 ? inflow / slots : nil }

  /// Seconds until nothing waits any more; `nil`: never, as it is now.
  var drainSeconds: Double? {
    guard backlog > 0 else { return 0 }
    return slots > inflow ? backlog / (slots - inflow) : nil
  }

  /// Seconds from now until a job is done that is due in `due` seconds and is ready from `ready` seconds from now on; `nil`
  /// without workers.
  func finish(of queue: String, due: Double, ready: Double = 0) -> Double? {
    guard slots > 0 else { return nil }
    let through = queues.first { $0.queue == queue }?.service?.secondsThrough ?? 0
    return max(ready, timeToServe(dueBefore: due)) + through
  }

  /// When everything that is due before has been begun. What is ahead now is served at the rate of the slots, and grows by those
  /// who come and are due before, of each band for as long as that is possible.
  private func timeToServe(dueBefore due: Double) -> Double {
    var flows: [(until: Double, rate: Double)] = []
    var ahead = 0.0
    for queue in queues {
      let cost = secondsPerJob(queue)
      for band in queue.bands {
        ahead += band.waiting(dueBefore: due) * cost
        flows.append((band.overtakes(dueBefore: due), band.arrivalsPerSecond * cost))
      }
    }
    flows.sort { $0.until < $1.until }
    var now = 0.0
    var rate = flows.reduce(0) { $0 + $1.rate }
    for flow in flows {
      let end = now + ahead / (slots - rate)
      if slots > rate, end <= flow.until { return end }
      ahead -= (slots - rate) * (flow.until - now)
      (now, rate) = (flow.until, rate - flow.rate)
    }
    return now + max(0, ahead) / slots
  }

  /// The same queues with more workers, each with as many slots as those that are there have on the average; where there are none, as
  /// a worker has when nothing is said.
  func with(moreWorkers count: Int) -> WorkerGroup {
    let each = workers > 0 ? slots / Double(workers) : 4
    return WorkerGroup(queues: queues, workers: workers + count, slots: slots + Double(count) * each)
  }

  func serves(_ queue: String) -> Bool { queues.contains { $0.queue == queue } }

  /// Seconds after which a job of that queue and band counts as due; `nil` where there is no such queue. A band that
  /// the queue does not have counts as its last.
  func targetWait(_ queue: String, _ band: Int) -> Double? {
    let bands = queues.first { $0.queue == queue }?.bands
    return (bands?.first { $0.band == band } ?? bands?.last)?.targetWait
  }
}

/// A worker that is at work.
struct WorkingWorker: Sendable, Hashable {
  let queues: [String]
  /// Batches that it runs at once.
  let concurrency: Int
}
