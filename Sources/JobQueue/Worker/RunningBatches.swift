import Foundation
import LibPQ

/// What a worker is running right now: so that one job can be cancelled from outside, and so that the progress of long ones goes out
/// with the beats.
final class RunningBatches: Sendable {
  fileprivate struct Running {
    let seqs: Set<Int64>
    let cancel: @Sendable () -> Void
    var cancelled: Set<Int64> = []
  }

  fileprivate struct State {
    var next = 0
    var running: [Int: Running] = [:]
    var progress: [Int64: JobProgress] = [:]
  }

  private let state = Locked(State())

  /// Runs `body` in a task of its own, which ends early when one of its attempts is cancelled.
  ///
  /// - Throws: what `body` throws; `JobCancelled` when it threw because an attempt was cancelled.
  func run<Result: Sendable>(
    _ attempts: [ClaimedAttempt], _ body: @escaping @Sendable () async throws -> Result
  ) async throws -> Result {
    let task = Task { try await body() }
    let key = state.withLock { state in
      state.next += 1
      state.running[state.next] = Running(seqs: Set(attempts.map(\.seq)), cancel: { task.cancel() })
      return state.next
    }
    defer { state.withLock { $0.end(key, jobs: attempts.lazy.map(\.job)) } }
    do {
      return try await withTaskCancellationHandler {
        try await task.value
      } onCancel: {
        task.cancel()
      }
    } catch {
      let cancelled = state.withLock { $0.running[key]?.cancelled ?? [] }
      throw cancelled.isEmpty ? error : JobCancelled(seqs: cancelled)
    }
  }

  /// Ends the batches that hold one of these attempts; the other jobs in them run again.
  func cancel(_ seqs: [Int64]) {
    guard !seqs.isEmpty else { return }
    let cancels = state.withLock { state in
      var cancels: [@Sendable () -> Void] = []
      for (key, running) in state.running {
        let hit = running.seqs.intersection(seqs)
        guard !hit.isEmpty else { continue }
        state.running[key]?.cancelled.formUnion(hit)
        cancels.append(running.cancel)
      }
      return cancels
    }
    for cancel in cancels { cancel() }
  }

  func report(_ progress: JobProgress, of job: Int64) {
    state.withLock { $0.progress[job] = progress }
  }

  /// As the worker's row has it: by the job's number.
  var progress: JSONText {
    let progress = state.withLock { $0.progress }
    guard !progress.isEmpty else { return JSONText("{}") }
    let named = Dictionary(uniqueKeysWithValues: progress.map { (String($0.key), $0.value) })
    let data = try? ArgumentsCoding.encoder.encode(named)
    return JSONText(data.map { String(decoding: $0, as: UTF8.self) } ?? "{}")
  }
}

extension RunningBatches.State {
  fileprivate mutating func end(_ key: Int, jobs: some Sequence<Int64>) {
    running[key] = nil
    guard !progress.isEmpty else { return }
    for job in jobs { progress[job] = nil }
  }
}

/// Attempts of the batch were cancelled from outside.
struct JobCancelled: Error {
  let seqs: Set<Int64>
}

/// How far a long job has come, as its worker's beats tell.
public struct JobProgress: Codable, Hashable, Sendable {
  /// From 0 to 1.
  public var fraction: Double
  /// A few words for operators; no personal data.
  public var note: String?

  /// What is out of bounds, or nothing that the beat could carry, is made to fit: a handler's slip must not stop its worker's heart.
  init(_ fraction: Double, _ note: String?) {
    self.fraction = fraction.isNaN ? 0 : min(max(fraction, 0), 1)
    self.note = note.map(Settling.bounded)
  }
}

/// What a handler's batch runs in.
enum BatchContext {
  @TaskLocal static var running: RunningBatches?
}

extension Job {
  /// Tells operators how far the job has come. They see it with the worker's next beat, which comes six times a lease; nothing is
  /// written by this call. Outside of a worker it does nothing.
  public func report(_ fraction: Double, _ note: String? = nil) {
    BatchContext.running?.report(JobProgress(fraction, note), of: id)
  }
}
