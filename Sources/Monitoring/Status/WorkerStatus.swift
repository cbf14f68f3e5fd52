package import Foundation
import LibPQ

/// How a worker is, as its beats tell.
package enum WorkerCondition: String, Sendable, Hashable, Encodable {
  case working
  /// Alive, and there is nothing to do.
  case idle
  /// Its last beat is older than half the lease: stalled, or cut off.
  case late
  /// Older than the lease: others take over what it held.
  case lost
  /// Drained and said good-bye.
  case left

  package init(beatAge: Duration, isWaiting: Bool, hasLeft: Bool, isRunning: Bool, lease: Duration) {
    if hasLeft {
      self = .left
    } else if beatAge > lease {
      self = .lost
    } else if beatAge > lease / 2 {
      self = .late
    } else {
      self = isWaiting && !isRunning ? .idle : .working
    }
  }
}

/// A worker process, and what it runs.
package struct WorkerStatus: Sendable, Hashable, Encodable {
  /// Attempts of one kind that a worker holds.
  package struct Running: Sendable, Hashable, Encodable {
    package let kind: String
    package let attempts: Int64
  }

  package let worker: Int64
  package let host: String
  /// The process id on that host.
  package let process: Int32
  package let version: String
  package let queues: [String]
  /// Batches that it runs at once at most.
  package let concurrency: Int
  /// Without a beat for so long it counts as lost.
  package let leaseSeconds: Double
  package let startedAt: Date
  package let beatSeconds: Double
  package let condition: WorkerCondition
  package let running: [Running]
}

extension WorkerStatus {
  init(_ row: Row) throws {
    worker = try row.decode(Int64.self, "worker_id")
    host = try row.decode(String.self, "host")
    process = try row.decode(Int32.self, "process")
    version = try row.decode(String.self, "version")
    queues = try row.decode([String].self, "queues")
    concurrency = Int(try row.decode(Int16.self, "concurrency"))
    leaseSeconds = try row.decode(Double.self, "lease_seconds")
    startedAt = try row.decode(Date.self, "started_at")
    beatSeconds = try row.decode(Double.self, "beat_seconds")
    running = zip(
      try row.decode([String].self, "running_kinds"), try row.decode([Int64].self, "running_attempts")
    ).map { Running(kind: $0, attempts: $1) }
    condition = WorkerCondition(
      beatAge: .seconds(beatSeconds), isWaiting: try row.decode(Bool.self, "waiting"),
      hasLeft: try row.decode(Date?.self, "left_at") != nil, isRunning: !running.isEmpty,
      lease: .seconds(leaseSeconds))
  }
}
