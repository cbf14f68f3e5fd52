import Foundation
import TestSupport
import Testing

@testable import LibPQ

@Suite struct EventLoopTests {
  @Test func actorsAndTasksMayRunOnIt() async {
    actor Resident {
      nonisolated var unownedExecutor: UnownedSerialExecutor { EventLoop.shared.asUnownedSerialExecutor() }
      func isOnLoop() -> Bool { EventLoop.shared.isCurrent }
    }
    #expect(await Resident().isOnLoop())
    #expect(!EventLoop.shared.isCurrent)
    let isOnLoop = await withTaskExecutorPreference(EventLoop.shared) {
      await Self.isOnLoop()
    }
    #expect(isOnLoop)
  }

  private nonisolated static func isOnLoop() async -> Bool { EventLoop.shared.isCurrent }

  /// If waiting for the server held a thread of the cooperative pool, nobody could come to free the lock.
  @Test func waitingHoldsNoThread() async throws {
    let many = ProcessInfo.processInfo.activeProcessorCount * 4
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.exclusiveConnections = many + 1
      } _: { pool in
        try await pool.withConnection { holder in
          try await holder.execute(.lock)
          try await withThrowingDiscardingTaskGroup { group in
            for _ in 0..<many {
              group.addTask {
                _ = try await pool.withTransaction { try await $0.execute(.lockInTransaction) }
              }
            }
            try await database.waitForBlockedSessions(many)
            _ = try await Task.detached {
              try await holder.execute(Statement("unlock", "select pg_advisory_unlock(1)"))
            }
            .value
          }
        }
      }
    }
  }

  @Test func aWholeProgramMayPreferTheLoop() async throws {
    try await withDatabase(.empty) { database in
      let sum = try await withTaskExecutorPreference(EventLoop.shared) {
        try await withThrowingTaskGroup(of: Int.self) { group in
          for number in 1...100 {
            group.addTask {
              let add = Statement("add", "select $1::int8 + 1")
              return try await database.pool.withTransaction {
                try await $0.execute(add, number)[0].decode(at: 0)
              }
            }
          }
          return try await group.reduce(0, +)
        }
      }
      #expect(sum == 5150)
    }
  }

  @Test func noticesAreHandedOverAndNotPrinted() async throws {
    try await withDatabase(.empty) { database in
      let (notices, continuation) = AsyncStream<PostgresError>.makeStream()
      try await database.withPool {
        $0.connection.onNotice = { continuation.yield($0) }
      } _: { pool in
        _ = try await pool.execute(Statement("notice", "do 'begin raise warning ''look''; end'"))
      }
      continuation.finish()
      var received: [String] = []
      for await notice in notices { received.append("\(notice.severity) \(notice.message)") }
      #expect(received == ["WARNING look"])
    }
  }
}
