import LibPQ
import TestSupport
import Testing

@Suite struct LargeDataTests {
  @Test func bothSidesMayWriteAtOnce() async throws {
    try await withDatabase(.empty) { database in
      try await database.withPool {
        $0.sharedConnections = 1
      } _: { pool in
        // Ten megabytes each way, four times at once, on one socket: whoever only writes, blocks.
        let bytes = [UInt8](repeating: 0xA5, count: 10 << 20)
        let echo = Statement("echo", "select $1::bytea as value")
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<4 {
            group.addTask {
              let back = try await pool.execute(echo, bytes)[0].decode([UInt8].self, "value")
              #expect(back == bytes)
            }
          }
        }
      }
    }
  }

  @Test func manyRowsComeWhole() async throws {
    try await withDatabase(.empty) { database in
      let rows = try await database.pool.execute(
        Statement("many", "select i, repeat('x', 100) as text from generate_series(1, 100000) as i"))
      #expect(rows.count == 100_000 && rows.affected == 100_000)
      #expect(try rows.reduce(0) { try $0 + $1.decode(Int.self, "i") } == 5_000_050_000)
    }
  }
}
