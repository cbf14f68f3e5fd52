import FoundationEssentials
import Testing

@testable import LibPQ

@Suite struct CodingTests {
  @Test func timestampsKeepMicroseconds() throws {
    let date = Date(timeIntervalSince1970: 1_772_355_600.123_456)
    let timestamp = try #require(Timestamp(date))
    #expect(timestamp.rawValue == (1_772_355_600 - 946_684_800) * 1_000_000 + 123_456)
    #expect(Timestamp(try #require(timestamp.date)) == timestamp)
  }

  @Test(arguments: [-1, 0, 1, 999_999, -946_684_800_000_001, 8_000_000_000_123_457])
  func timestampsSurviveDate(microseconds: Int64) throws {
    let timestamp = Timestamp(rawValue: microseconds)
    #expect(Timestamp(try #require(timestamp.date)) == timestamp)
  }

  @Test(arguments: [Double.infinity, -.infinity, .nan, 1e300, -1e15])
  func instantsThatPostgresCannotHoldAreRefused(seconds: Double) {
    let date = Date(timeIntervalSinceReferenceDate: seconds)
    #expect(throws: PostgresEncodingError.self) { try EncodedStatement(Statement("write", "$1").with(date)) }
  }

  @Test func aParameterThatCannotBeSentIsNamedAndNotShown() throws {
    let error = try #require(throws: PostgresEncodingError.self) {
      try EncodedStatement(Statement("write", "select $1, $2").with(1, "se\0cret"))
    }
    #expect(error.statement == "write")
    #expect(error.parameter == 2)
    #expect(!"\(error)".contains("se"))
  }

  @Test func tooManyParametersAreRefused() async {
    let parameters = [Int](repeating: 1, count: 65_536)
    await expectError(ConnectionError.Kind.misuse) {
      try EncodedStatement(BoundStatement(Statement("many", "select 1"), parameters))
    }
  }

  @Test func aShortArrayIsNoCrash() throws {
    var whole: [UInt8] = []
    try [Int64(1), 2, 3].encode(into: &whole)
    for length in 0..<whole.count {
      #expect(throws: PostgresDecodingError.self) {
        try whole[..<length].withUnsafeBytes { try [Int64].decode($0.bytes, as: .int8Array) }
      }
    }
    // A count that no message could hold.
    whole.replaceSubrange(12..<16, with: [0x7F, 0xFF, 0xFF, 0xFF])
    #expect(throws: PostgresDecodingError.self) {
      try whole.withUnsafeBytes { try [Int64].decode($0.bytes, as: .int8Array) }
    }
  }

  @Test func scalarsOfAWrongLengthAreNoCrash() {
    let bytes: [UInt8] = [0, 0, 0]
    func refuses<Value: PostgresDecodable>(_: Value.Type, _ type: PostgresType) -> Bool {
      do {
        _ = try bytes.withUnsafeBytes { try Value.decode($0.bytes, as: type) }
        return false
      } catch {
        return error is PostgresDecodingError
      }
    }
    #expect(refuses(Int64.self, .int8) && refuses(Int32.self, .int4) && refuses(Int16.self, .int2))
    #expect(refuses(Bool.self, .bool) && refuses(Double.self, .float8) && refuses(Double.self, .float4))
    #expect(
      refuses(UUID.self, .uuid) && refuses(Date.self, .timestamptz) && refuses(Duration.self, .interval))
    #expect(refuses(DaysSinceEpoch.self, .date) && refuses(TransactionID.self, .xid8))
    #expect(refuses(JSONText.self, .jsonb))
  }

  @Test func copyTextEscapes() throws {
    let row = try CopyText.row(["a\tb", nil, "c\\d", "e\nf\r", "", "\\N"])
    #expect(String(decoding: row, as: UTF8.self) == "a\\tb\t\\N\tc\\\\d\te\\nf\\r\t\t\\\\N\n")
    var buffer: [UInt8] = [1]
    do {
      try CopyText.append(["x", "\0"], to: &buffer)
      Issue.record("U+0000 was taken")
    } catch { #expect(buffer == [1]) }
  }

  @Test func statementTimeoutsAreWholeMillisecondsAndNeverNone() {
    #expect(Duration.seconds(30).statementTimeout == "30000")
    #expect(Duration.microseconds(1500).statementTimeout == "2")
    #expect(Duration.zero.statementTimeout == "1")
    #expect(Duration.seconds(-1).statementTimeout == "1")
    #expect(Duration.seconds(Int64.max).statementTimeout == "2147483647")
  }
}
