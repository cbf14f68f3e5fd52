@testable import Monitoring
import Testing

/// Queues whose answers can be worked out on paper.
@Suite struct WorkerGroupTests {
  private func band(
    _ band: Int = 0, wait: Double = 10, waiting: Double = 0, oldest: Double = 0, arrivals: Double = 0
  ) -> BandLoad {
    BandLoad(
      band: band, targetWait: wait, waiting: waiting, oldestSeconds: oldest, arrivalsPerSecond: arrivals)
  }

  private func group(_ bands: BandLoad..., slots: Double = 1, seconds: Double = 1) -> WorkerGroup {
    WorkerGroup(
      queues: [QueueLoad(queue: "work", bands: bands, service: ServiceTime(secondsPerJob: seconds))],
      workers: 1, slots: slots)
  }

  @Test func aQueueThatNobodyJoinsIsEmptyAfterItsWork() {
    let group = group(band(waiting: 100, oldest: 50), slots: 4)
    #expect(group.drainSeconds == 25)
    #expect(group.utilization == 0)
  }

  @Test func whatComesPutsTheEndOff() {
    // 100 seconds of work, half a second of work comes with each second: 200 seconds.
    #expect(group(band(waiting: 100, arrivals: 0.5)).drainSeconds == 200)
    #expect(group(band(waiting: 100, arrivals: 1)).drainSeconds == nil)
    #expect(group(band(waiting: 0, arrivals: 2)).drainSeconds == 0)
    #expect(group(band(waiting: 1), slots: 0).drainSeconds == nil)
  }

  @Test func whoHasWaitedLongerIsDoneEarlier() throws {
    // A hundred that came evenly over a hundred seconds, one second each: whoever came 70 seconds ago has 30 before him.
    let group = group(band(waiting: 100, oldest: 100))
    for (waited, ahead) in [(100.0, 0.0), (70, 30), (1, 99)] {
      let finish = try #require(group.finish(of: "work", due: 10 - waited))
      #expect(abs(finish - (ahead + 1)) < 1e-9)
    }
  }

  @Test func laterOnesOfTheSameBandDoNotOvertake() throws {
    let group = group(band(waiting: 100, oldest: 100, arrivals: 0.9))
    #expect(abs(try #require(group.finish(of: "work", due: 10)) - 101) < 1e-9)
  }

  @Test func moreUrgentOnesOvertakeUntilTheirDueComesLater() throws {
    // One of the low band that has just come is due in 60 s; urgent ones (due after 10 s) overtake it for 50 s. 80 s of work is
    // ahead, and 25 s come with those 50: done after 105 s, and its own second.
    let slow = group(band(0, wait: 10, arrivals: 0.5), band(1, wait: 60, waiting: 80, oldest: 80))
    #expect(abs(try #require(slow.finish(of: "work", due: 60)) - 106) < 1e-9)
    // With two slots 60 s are gone before they stop overtaking: 60 / (2 - 0.5).
    let fast = group(band(0, wait: 10, arrivals: 0.5), band(1, wait: 60, waiting: 60, oldest: 60), slots: 2)
    #expect(abs(try #require(fast.finish(of: "work", due: 60)) - (60 / 1.5 + 1)) < 1e-9)
    // More urgent work than can be done keeps it waiting for the 50 s in which it is overtaken, and no longer.
    let flooded = group(band(0, wait: 10, arrivals: 3), band(1, wait: 60))
    #expect(abs(try #require(flooded.finish(of: "work", due: 60)) - (50 + 100 + 1)) < 1e-9)
  }

  @Test func whatIsReadyLaterIsDoneLater() {
    let group = group(band(waiting: 10, oldest: 10))
    #expect(group.finish(of: "work", due: 110, ready: 100) == 101)
    #expect(group.with(moreWorkers: 1).slots == 2)
    #expect(WorkerGroup(queues: group.queues, workers: 0, slots: 0).finish(of: "work", due: 0) == nil)
    #expect(WorkerGroup(queues: group.queues, workers: 0, slots: 0).with(moreWorkers: 1).slots == 4)
  }

  @Test func queuesThatShareAWorkerAreOneStation() {
    func queue(_ name: String) -> QueueLoad { QueueLoad(queue: name, bands: [], service: nil) }
    let groups = WorkerGroup.groups(
      ["a", "b", "c", "d"].map(queue),
      [
        WorkingWorker(queues: ["a", "b"], concurrency: 4),
        WorkingWorker(queues: ["b", "unknown"], concurrency: 2),
        WorkingWorker(queues: ["c"], concurrency: 1),
      ])
    #expect(groups.map { $0.queues.map(\.queue) } == [["a", "b"], ["c"], ["d"]])
    #expect(groups.map(\.workers) == [2, 1, 0])
    #expect(groups.map(\.slots) == [6, 1, 0])
  }

  @Test func batchesTellWhatABatchAndWhatAJobCosts() throws {
    func sample(_ jobs: Int, _ seconds: Double) -> BatchSample {
      BatchSample(queue: "work", jobs: jobs, seconds: seconds)
    }
    // 5 ms a batch and 1 ms a job.
    let service = try #require(ServiceTime([sample(1, 0.006), sample(11, 0.016), sample(95, 0.1)]))
    #expect(abs(service.secondsPerBatch - 0.005) < 1e-9 && abs(service.secondsPerJob - 0.001) < 1e-9)
    #expect(abs(service.secondsPerJobInFullBatches - 0.1 / 95) < 1e-9)
    #expect(abs(service.secondsThrough - 0.1) < 1e-9)
    // All of one size: all is the jobs'.
    let alike = try #require(ServiceTime([sample(2, 0.010), sample(2, 0.014)]))
    #expect((alike.secondsPerBatch, alike.secondsPerJob) == (0, 0.006))
    // Larger ones that were quicker cost no less than nothing.
    let odd = try #require(ServiceTime([sample(1, 0.010), sample(9, 0.002)]))
    #expect(odd.secondsPerJob == 0 && odd.secondsPerBatch == 0.006)
    #expect(ServiceTime([]) == nil)
  }
}
