import Foundation

@testable import Monitoring
import Testing

/// The forecast beside a simulation of every job: docs/forecast.md prints these numbers.
@Suite struct ForecastSimulationTests {
  /// docs/forecast.md has the numbers of a hundred.
  private static let scenarios = UInt64(ProcessInfo.processInfo.environment["REDRESS_SCENARIOS"] ?? "") ?? 15

  /// Random loads: one to three queues of one to three bands, backlogs of minutes, 20 to 120 % load.
  private func scenario(_ random: inout SeededRandom) -> QueueSimulation {
    let servers = Int.random(in: 1...16, using: &random)
    let load = Double.random(in: 0.2...1.2, using: &random) * Double(servers)
    var streams: [QueueSimulation.Stream] = []
    for queue in 0..<Int.random(in: 1...3, using: &random) {
      let seconds = Double.random(in: 0.05...0.5, using: &random)
      for (band, wait) in [1.0, 10, 60].enumerated().shuffled(using: &random).prefix(
        Int.random(in: 1...3, using: &random))
      {
        streams.append(
          QueueSimulation.Stream(
            queue: queue, band: band, targetWait: wait, waiting: Int.random(in: 50...1500, using: &random),
            oldest: Double.random(in: 1...120, using: &random), perSecond: 0, secondsPerJob: seconds))
      }
    }
    let shares = streams.map { _ in Double.random(in: 0...1, using: &random) }
    let sum = shares.reduce(0, +)
    return QueueSimulation(
      streams: zip(streams, shares).map { stream, share in
        QueueSimulation.Stream(
          queue: stream.queue, band: stream.band, targetWait: stream.targetWait, waiting: stream.waiting,
          oldest: stream.oldest, perSecond: load * share / sum / stream.secondsPerJob,
          secondsPerJob: stream.secondsPerJob)
      }, servers: servers)
  }

  @Test func everyWaitingJobIsForetold() {
    var (jobs, missed, foretold, both) = (0, 0, 0, 0)
    var errors: [Double] = []
    for seed in 1...Self.scenarios as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let simulation = scenario(&random)
      let all = simulation.jobs(until: 1200, using: &random)
      let finished = simulation.finish(all)
      let group = simulation.group
      let longest = zip(all, finished).filter { $0.0.ready <= 0 }.map(\.1).max() ?? 1
      for (job, finish) in zip(all, finished) where job.ready <= 0 {
        let expected = group.finish(of: "queue \(job.queue)", due: job.due)!
        errors.append(abs(expected - finish) / longest)
        // A clock that ends somewhere between now and when the last one is done.
        let due = Double.random(in: 0...longest, using: &random)
        jobs += 1
        if finish >= due { missed += 1 }
        if expected >= due { foretold += 1 }
        if finish >= due, expected >= due { both += 1 }
      }
    }
    errors.sort()
    let found = Double(both) / Double(missed)
    let right = Double(both) / Double(foretold)
    print(
      "forecast: \(jobs) jobs, \(missed) missed; found \(found), right \(right); error p50 \(errors[errors.count / 2]), p95 \(errors[errors.count * 95 / 100])"
    )
    #expect(found > 0.95)
    #expect(right > 0.95)
    #expect(errors[errors.count * 95 / 100] < 0.1)
  }
}
