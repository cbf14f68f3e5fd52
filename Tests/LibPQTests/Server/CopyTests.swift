import LibPQ
import TestSupport
import Testing

@Suite struct CopyTests {
  private struct SourceFailure: Error {}
  private static let copy = Statement("load", "copy t (a, b) from stdin")

  private func withTable(_ body: (TestDatabase) async throws -> Void) async throws {
    try await withDatabase(.empty) { database in
      try await database.script("create table t (a int8 primary key, b text)")
      try await body(database)
    }
  }

  private func row(_ number: Int, _ text: String?) throws -> [UInt8] {
    try CopyText.row(["\(number)", text])
  }

  @Test func textSurvives() async throws {
    try await withTable { database in
      let texts = ["plain", nil, "tab\t line\n return\r back\\slash \\N \\.", "", "żółw"]
      let rows = try texts.enumerated().map { try row($0, $1) } + [[]]
      let copied = try await database.pool.withConnection { try await $0.copyIn(Self.copy, rows) }
      #expect(copied == 5)
      let back = try await database.pool.execute(Statement("read", "select b from t order by a"))
      #expect(try back.map { try $0.decode(String?.self, "b") } == texts)
    }
  }

  @Test func binaryGoesInATransactionWithOthers() async throws {
    try await withTable { database in
      var bytes = CopyBinary.header
      for number in 0..<10_000 {
        try CopyBinary.append([number, number == 7 ? nil as String? : "x"], to: &bytes)
      }
      bytes += CopyBinary.trailer
      // Cut where it does not fit.
      let chunks = stride(from: 0, to: bytes.count, by: 1001).map {
        Array(bytes[$0..<min($0 + 1001, bytes.count)])
      }
      try await database.pool.withTransaction { transaction in
        let copy = Statement("load", "copy t from stdin (format binary)")
        #expect(try await transaction.copyIn(copy, chunks) == 10_000)
        try await transaction.execute(Statement("more", "insert into t values (-1)"))
      }
      #expect(try await database.count("select count(*) from t") == 10_001)
      #expect(try await database.count("select count(*) from t where b is null") == 2)
    }
  }

  @Test func aLotGoesThroughAndARowThatIsRefusedUndoesItAll() async throws {
    try await withTable { database in
      let text = String(repeating: "x", count: 1000)
      try await database.pool.withConnection { connection async throws in
        let good = (0..<20_000).lazy.map { try! row($0, text) }
        #expect(try await connection.copyIn(Self.copy, good) == 20_000)
        let bad = (20_000..<60_000).lazy.map { $0 == 30_000 ? Array("secret\tx\n".utf8) : try! row($0, text) }
        let error = await #expect(throws: PostgresError.self) { try await connection.copyIn(Self.copy, bad) }
        #expect(error?.sqlState == SQLState(rawValue: "22P02") && error?.statement == "load")
        #expect(error.map { "\($0)".contains("secret") } == false)
        #expect(
          try await connection.execute(Statement("count", "select count(*) from t"))[0].decode(at: 0)
            == 20_000)
      }
    }
  }

  @Test func aSourceThatFailsUndoesItAll() async throws {
    try await withTable { database in
      try await database.pool.withConnection { connection async throws in
        let chunks = AsyncThrowingStream<[UInt8], any Error> { continuation in
          for number in 0..<1000 { continuation.yield(try! row(number, nil)) }
          continuation.finish(throwing: SourceFailure())
        }
        await #expect(throws: SourceFailure.self) { try await connection.copyIn(Self.copy, chunks) }
        // The connection is as good as before.
        #expect(
          try await connection.execute(Statement("count", "select count(*) from t"))[0].decode(at: 0) == 0)
        #expect(try await connection.copyIn(Self.copy, [row(1, nil)]) == 1)
      }
    }
  }

  @Test func cancellationUndoesItAll() async throws {
    try await withTable { database in
      let (chunks, source) = AsyncStream<[UInt8]>.makeStream()
      let task = Task { [pool = database.pool] in
        try await pool.withConnection { try await $0.copyIn(Self.copy, chunks) }
      }
      source.yield(try row(1, nil))
      task.cancel()
      await #expect(throws: CancellationError.self) { try await task.value }
      #expect(try await database.count("select count(*) from t") == 0)
    }
  }

  @Test func whatIsNoCopyIsRefused() async throws {
    try await withTable { database in
      try await database.pool.withConnection { connection async throws in
        await expectError(ConnectionError.Kind.misuse) { try await connection.copyIn(.one, []) }
        await expectError(SQLState.undefinedTable) {
          try await connection.copyIn(Statement("load", "copy missing from stdin"), [])
        }
        #expect(try await connection.execute(.one).count == 1)
        await expectError(ConnectionError.Kind.misuse) {
          try await connection.copyIn(Statement("unload", "copy t to stdout"), [])
        }
      }
      #expect(try await database.pool.withConnection { try await $0.execute(.one).count } == 1)
    }
  }

  @Test func meanwhileTheConnectionIsBusy() async throws {
    try await withTable { database in
      try await database.pool.withConnection { connection async throws in
        let chunks = AsyncStream(unfolding: { () async -> [UInt8]? in
          await expectError(ConnectionError.Kind.misuse) { try await connection.execute(.one) }
          return nil
        })
        #expect(try await connection.copyIn(Self.copy, chunks) == 0)
      }
    }
  }
}
