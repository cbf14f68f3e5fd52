import ArgumentParser
import Foundation
import JobQueue
import LibPQ

struct EnqueueOne: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Enqueues jobs one by one, each committed before the next; beside it, as many plain INSERTs on the same connections.",
    discussion: "The two take turns, fifty times, so that both meet the same disk.")

  @Argument var jobs: Int
  @Option(help: "Connections that enqueue at once.") var connections = 1
  @Option(help: "The plain INSERT, of a kind and arguments; returns a number.") var plain: String?

  private static let turns = 50
  private static let encoder = JSONEncoder()

  func run() async throws {
    let pool = pool(exclusiveConnections: connections)
    let each = max(jobs / connections / Self.turns, 1)
    var report = EnqueueReport(
      jobs: each * connections * Self.turns, seconds: 0, plainSeconds: plain.map { _ in 0 })
    let insert = plain.map { Statement("plain_insert", $0) }
    // The first turn connects and prepares; it does not count.
    for turn in 0...Self.turns {
      let enqueued = try await seconds(in: pool, each) { connection in
        try await JobQueue.enqueue(NoOperation(sent: Monotonic.now), in: connection)
      }
      if turn > 0 { report.seconds += enqueued }
      guard let insert else { continue }
      let inserted = try await seconds(in: pool, each) { connection in
        let arguments = try Self.encoder.encode(NoOperation(sent: Monotonic.now))
        let rows = try await connection.execute(
          insert, NoOperation.kind, JSONText(String(decoding: arguments, as: UTF8.self)))
        _ = try rows[0].decode(Int64.self, at: 0)
      }
      if turn > 0 { report.plainSeconds? += inserted }
    }
    try printReport(report)
    await pool.close()
  }

  private func seconds(
    in pool: Pool, _ count: Int, _ body: @escaping @Sendable (Connection) async throws -> Void
  ) async throws -> Double {
    let started = Monotonic.now
    try await withThrowingTaskGroup { group in
      for _ in 0..<connections {
        group.addTask {
          try await pool.withConnection { connection in
            for _ in 0..<count { try await body(connection) }
          }
        }
      }
      try await group.waitForAll()
    }
    return Double(Monotonic.now - started) / 1e9
  }
}
