import FoundationEssentials
import LibPQ
import TestSupport
import Testing

/// Every type makes the way to a real server and back.
@Suite struct TypeTests {
  private enum Mood: String, PostgresCodable, PostgresArrayElement, CaseIterable { case calm, cross }

  @Test func scalarsSurvive() async throws {
    try await withDatabase(.empty) { database in
      let echo = Echo(database.pool)
      try await echo.expect([Int16.min, -1, 0, .max], as: "int2")
      try await echo.expect([Int32.min, -1, 0, .max], as: "int4")
      try await echo.expect([Int64.min, -1, 0, .max], as: "int8")
      try await echo.expect([Int.min, 0, .max], as: "int8")
      try await echo.expect([true, false], as: "bool")
      try await echo.expect([0, -0.5, .infinity, -.infinity, .leastNonzeroMagnitude], as: "float8")
      try await echo.expect(["", "żółw\n\t\\ ' \" 🐢", String(repeating: "x", count: 100_000)], as: "text")
      try await echo.expect([[UInt8](), [0, 255, 0], [UInt8](repeating: 7, count: 100_000)], as: "bytea")
      try await echo.expect([UUID(), UUID()], as: "uuid")
      try await echo.expect([JSONText("{\"a\": [1, null, \"ż\"]}"), JSONText("null")], as: "jsonb")
      try await echo.expect([TransactionID(rawValue: 0), TransactionID(rawValue: .max)], as: "xid8")
      try await echo.expect(
        [Date(timeIntervalSince1970: 0), Date(timeIntervalSince1970: 1.5)], as: "timestamptz")
      try await echo.expect([Timestamp.infinity, .minusInfinity, Timestamp(rawValue: 1)], as: "timestamptz")
      try await echo.expect([-1, 0, 20_000, Int32.max, .min].map(DaysSinceEpoch.init), as: "date")
      try await echo.expect([Duration.zero, .seconds(-5), .microseconds(1)], as: "interval")
      try await echo.expect(Mood.allCases, as: "text")
    }
  }

  @Test func arraysSurvive() async throws {
    try await withDatabase(.empty) { database in
      let echo = Echo(database.pool)
      try await echo.expect([[Int16](), [1, -1]], as: "int2[]")
      try await echo.expect([[Int32](), [1, -1]], as: "int4[]")
      try await echo.expect([[Int64](), [1, -1]], as: "int8[]")
      try await echo.expect([[Int64?](), [1, nil]], as: "int8[]")
      try await echo.expect([[String](), ["", "a,b", "{\"}", "NULL"]], as: "text[]")
      try await echo.expect([[String?](), [nil, "NULL"]], as: "text[]")
      try await echo.expect([[UUID(), UUID()]], as: "uuid[]")
      try await echo.expect([[Date(timeIntervalSince1970: 1.25)]], as: "timestamptz[]")
      try await echo.expect([[true, false]], as: "bool[]")
      try await echo.expect([[1.5, .infinity]], as: "float8[]")
      try await echo.expect([[JSONText("{}")]], as: "jsonb[]")
      try await echo.expect([[TransactionID(rawValue: 9)]], as: "xid8[]")
      try await echo.expect([[DaysSinceEpoch(rawValue: 1)]], as: "date[]")
      try await echo.expect([[Duration.seconds(1)]], as: "interval[]")
      try await echo.expect([[Mood.calm, .cross]], as: "text[]")
      try await echo.expect([[Mood?.some(.calm), nil]], as: "text[]")
    }
  }

  @Test func theServerAgreesOnWhatTheyMean() async throws {
    try await withDatabase(.empty) { database in
      let rows = try await database.pool.execute(
        Statement(
          "meaning",
          """
          select '2026-03-01 10:00:00.123456+01'::timestamptz as at, '2026-03-01'::date as day,
            '{1,NULL}'::int4[] as numbers, 'a'::varchar as varchar, 'b'::name as name, '{"a":1}'::json as json,
            $1::timestamptz = '2026-03-01 09:00:00.123456Z' as same_at, $2::date = '1970-01-02' as same_day,
            $3::interval = '90 seconds' as same_interval, 4294967295::oid as oid, 1.5::float4 as single
          """),
        Date(timeIntervalSince1970: 1_772_355_600.123_456), DaysSinceEpoch(rawValue: 1), Duration.seconds(90))
      let row = rows[0]
      let at = try row.decode(Date.self, "at").timeIntervalSince1970
      #expect(abs(at - 1_772_355_600.123_456) < 0.000_000_5)
      #expect(try row.decode(DaysSinceEpoch.self, "day").rawValue == 20513)
      #expect(try row.decode([Int32?].self, "numbers") == [1, nil])
      #expect(try row.decode([Int64?].self, "numbers") == [1, nil])
      #expect(try row.decode(String.self, "varchar") + row.decode(String.self, "name") == "ab")
      #expect(try row.decode(String.self, "json") == "{\"a\":1}")
      #expect(try row.decode(JSONText.self, "json") == JSONText("{\"a\":1}"))
      for name in ["same_at", "same_day", "same_interval"] { #expect(try row.decode(Bool.self, name)) }
      #expect(try row.decode(Int64.self, "oid") == 4_294_967_295)
      #expect(try row.decode(Double.self, "single") == 1.5)
    }
  }

  @Test func aStringTakesTheTypeOfItsPlace() async throws {
    try await withDatabase(.empty) { database in
      try await database.script(
        """
        create type mood as enum ('calm', 'cross');
        create table t (mood mood, moods mood[], amount numeric, day date, address inet, at timestamptz);
        """)
      let rows = try await database.pool.execute(
        Statement(
          "write",
          """
          insert into t values ($1, $2::text[]::mood[], $3, $4, $5, $6)
          returning mood, moods, amount::text, day, host(address) as address, at
          """),
        Mood.calm, [Mood.calm, .cross], "12.50", "2026-03-01", "192.0.2.1", "infinity")
      #expect(try rows[0].decode(Mood.self, "mood") == .calm)
      #expect(try rows[0].decode([Mood].self, "moods") == [.calm, .cross])
      #expect(try rows[0].decode(String.self, "amount") == "12.50")
      #expect(try rows[0].decode(DaysSinceEpoch.self, "day").rawValue == 20513)
      #expect(try rows[0].decode(Timestamp.self, "at") == .infinity)
      #expect(throws: PostgresDecodingError.self) { try rows[0].decode(Date.self, "at") }
    }
  }

  @Test func nullsAndMistakesAreErrorsThatNameTheColumn() async throws {
    try await withDatabase(.empty) { database in
      let rows = try await database.pool.execute(
        Statement(
          "mistakes",
          """
          select null::int8 as nothing, 1::int8 as big, 1.5::numeric as amount, 'other' as mood,
            array[[1,2],[3,4]] as square, '1 month'::interval as month, now()::timestamp as local
          """))
      let row = rows[0]
      #expect(try row.decode(Int64?.self, "nothing") == nil)
      #expect(row.isNull("nothing") == true && row.isNull("big") == false && row.isNull("none") == nil)
      func error<Value: PostgresDecodable>(_: Value.Type, _ column: String) -> String {
        do {
          _ = try row.decode(Value.self, column)
          return "none"
        } catch { return "\(error)" }
      }
      #expect(error(Int64.self, "nothing").hasPrefix("statement mistakes, column nothing: the value is NULL"))
      #expect(error(Int32.self, "big").hasSuffix("a column of type int8 cannot be read as Int32"))
      #expect(error(String.self, "amount").contains("numeric"))
      #expect(error(Mood.self, "mood").hasSuffix("none of those that Mood knows"))
      #expect(error([Int32].self, "square").contains("2 dimensions"))
      #expect(error(Duration.self, "month").contains("days or months"))
      #expect(error(Date.self, "local").contains("timestamp"))
      #expect(error(Int.self, "none") == "statement mistakes, column none: there is no such column")
      #expect(throws: PostgresDecodingError.self) { try row.decode(Int.self, at: 7) }
      #expect(throws: PostgresDecodingError.self) { try row.decode(Int.self, at: -1) }
    }
  }
}

/// Sends values and compares what comes back, NULL included.
private struct Echo {
  let pool: Pool

  init(_ pool: Pool) { self.pool = pool }

  func expect<Value: PostgresCodable & Equatable>(_ values: [Value], as type: String) async throws {
    let statement = Statement("echo \(type)", "select $1::\(type) as value")
    for value in values {
      let back = try await pool.execute(statement, value)[0].decode(Value.self, "value")
      #expect(back == value, "\(type)")
      #expect(try await pool.execute(statement, Value?.some(value))[0].decode(Value?.self, "value") == value)
    }
    #expect(try await pool.execute(statement, Value?.none)[0].decode(Value?.self, "value") == nil)
  }
}
