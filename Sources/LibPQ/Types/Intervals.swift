/// interval, for spans that have a length in seconds. One with days or months is refused: their length
/// depends on where they begin. Rounded towards zero to microseconds.
extension Duration: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .interval }
  public static var postgresArrayType: PostgresType { .intervalArray }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    let (seconds, attoseconds) = components
    let (whole, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sum, overflowAgain) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
    guard !overflow, !overflowAgain else {
      throw PostgresEncodingError("the duration is longer than interval can hold")
    }
    buffer.appendBigEndian(sum)
    buffer.appendBigEndian(Int32(0))
    buffer.appendBigEndian(Int32(0))
  }

  public static func decode(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> Duration {
    guard type == .interval else { throw .wrongType(type, for: Duration.self) }
    try bytes.expect(byteCount: 16)
    guard bytes.bigEndian(Int64.self, at: 8) == 0 else {
      throw PostgresDecodingError("the interval has days or months, which have no fixed length")
    }
    return .microseconds(bytes.bigEndian(Int64.self))
  }
}
