import Foundation
@testable import Monitoring

/// A queue in which every job is looked at: the known answers that a forecast is measured against.
///
/// Non-preemptive, earliest due first, so many servers; the same numbers for the same seed.
struct QueueSimulation {
  struct Job {
    let queue: Int
    let band: Int
    /// When it is ready; negative for what waits already.
    let ready: Double
    let due: Double
    let seconds: Double
  }

  struct Stream {
    let queue: Int
    let band: Int
    let targetWait: Double
    let waiting: Int
    let oldest: Double
    let perSecond: Double
    let secondsPerJob: Double
  }

  let streams: [Stream]
  let servers: Int

  /// Those that wait now, and those that come until the horizon.
  func jobs(until horizon: Double, using random: inout SeededRandom) -> [Job] {
    var jobs: [Job] = []
    for stream in streams {
      func add(_ ready: Double) {
        jobs.append(
          Job(
            queue: stream.queue, band: stream.band, ready: ready, due: ready + stream.targetWait,
            seconds: stream.secondsPerJob))
      }
      for _ in 0..<stream.waiting { add(-Double.random(in: 0...stream.oldest, using: &random)) }
      guard stream.perSecond > 0 else { continue }
      var at = 0.0
      while true {
        at += exponential(stream.perSecond, &random)
        guard at < horizon else { break }
        add(at)
      }
    }
    return jobs
  }

  private func exponential(_ rate: Double, _ random: inout SeededRandom) -> Double {
    -log(Double.random(in: .leastNonzeroMagnitude...1, using: &random)) / rate
  }

  /// When each job is done, in the order of the jobs.
  func finish(_ jobs: [Job]) -> [Double] {
    let arrivals = jobs.indices.sorted { jobs[$0].ready < jobs[$1].ready }
    var finished = [Double](repeating: 0, count: jobs.count)
    var waiting = Heap()
    var free = [Double](repeating: 0, count: servers)
    var next = 0
    while next < arrivals.count || !waiting.isEmpty {
      let server = free.indices.min { free[$0] < free[$1] }!
      var now = free[server]
      if waiting.isEmpty, next < arrivals.count { now = max(now, jobs[arrivals[next]].ready) }
      while next < arrivals.count, jobs[arrivals[next]].ready <= now {
        waiting.push(arrivals[next], jobs[arrivals[next]].due)
        next += 1
      }
      guard let job = waiting.pop() else { continue }
      finished[job] = now + jobs[job].seconds
      free[server] = finished[job]
    }
    return finished
  }

  /// The same as a forecast sees it: numbers for each band, none for a job.
  var group: WorkerGroup {
    let queues = Dictionary(grouping: streams, by: \.queue).sorted { $0.key < $1.key }.map { queue, streams in
      QueueLoad(
        queue: "queue \(queue)",
        bands: streams.map {
          BandLoad(
            band: $0.band, targetWait: $0.targetWait, waiting: Double($0.waiting), oldestSeconds: $0.oldest,
            arrivalsPerSecond: $0.perSecond)
        },
        service: ServiceTime(secondsPerJob: streams[0].secondsPerJob))
    }
    return WorkerGroup(queues: queues, workers: 1, slots: Double(servers))
  }
}

/// A binary heap of jobs, the earliest due on top.
private struct Heap {
  private var items: [(job: Int, due: Double)] = []
  var isEmpty: Bool { items.isEmpty }

  mutating func push(_ job: Int, _ due: Double) {
    items.append((job, due))
    var child = items.count - 1
    while child > 0, items[(child - 1) / 2].due > items[child].due {
      items.swapAt((child - 1) / 2, child)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = items.first else { return nil }
    let last = items.removeLast()
    if !items.isEmpty {
      items[0] = last
      var parent = 0
      while true {
        let smaller = [2 * parent + 1, 2 * parent + 2].filter { $0 < items.count }.min {
          items[$0].due < items[$1].due
        }
        guard let smaller, items[smaller].due < items[parent].due else { break }
        items.swapAt(parent, smaller)
        parent = smaller
      }
    }
    return first.job
  }
}

/// SplitMix64: the same numbers on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
