public import FoundationEssentials

/// timestamptz with all that it can hold: microseconds since 2000-01-01 00:00 UTC, and the two infinities,
/// for which `Date` has no place.
public struct Timestamp: RawRepresentable, Hashable, Comparable, Sendable {
  /// Microseconds since 2000-01-01 00:00 UTC; `Int64.max` and `.min` are the infinities.
  public let rawValue: Int64

  public static let infinity = Timestamp(rawValue: .max)
  public static let minusInfinity = Timestamp(rawValue: .min)

  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// From 2000-01-01 (PostgreSQL's epoch) to 2001-01-01 (Foundation's), in seconds.
  private static let epochDistance: Int64 = 366 * 86400

  /// PostgreSQL's own bounds: 4713 BC to 294276 AD, in microseconds since 2000.
  private static let bounds: ClosedRange<Double> = -211_813_488_000...9_223_371_331_200

  /// Rounded to the microsecond; `nil` outside of PostgreSQL's range (4713 BC … 294276 AD).
  public init?(_ date: Date) {
    let seconds = date.timeIntervalSinceReferenceDate + Double(Self.epochDistance)
    guard seconds.isFinite, Self.bounds.contains(seconds) else { return nil }
    // Whole seconds and fraction apart: one multiplication would lose microseconds to rounding.
    let whole = date.timeIntervalSinceReferenceDate.rounded(.down)
    let fraction = date.timeIntervalSinceReferenceDate - whole
    rawValue = (Int64(whole) + Self.epochDistance) * 1_000_000 + Int64((fraction * 1_000_000).rounded())
  }

  /// `nil` for the infinities. Exact to the microsecond until the year 2273, where `Double` gets coarser.
  public var date: Date? {
    guard self != .infinity, self != .minusInfinity else { return nil }
    let (seconds, microseconds) = rawValue.quotientAndRemainder(dividingBy: 1_000_000)
    return Date(
      timeIntervalSinceReferenceDate: Double(seconds - Self.epochDistance) + Double(microseconds) / 1_000_000)
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension Timestamp: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .timestamptz }
  public static var postgresArrayType: PostgresType { .timestamptzArray }

  public static func decode(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> Timestamp {
    guard type == .timestamptz else { throw .wrongType(type, for: Timestamp.self) }
    try bytes.expect(byteCount: 8)
    return Timestamp(rawValue: bytes.bigEndian(Int64.self))
  }
}

/// timestamptz, rounded to microseconds. `timestamp` without a zone is refused: it is no instant.
/// The infinities are refused too; read them as `Timestamp`.
extension Date: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .timestamptz }
  public static var postgresArrayType: PostgresType { .timestamptzArray }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    guard let timestamp = Timestamp(self) else {
      throw PostgresEncodingError("the instant is outside of what timestamptz can hold")
    }
    try timestamp.encode(into: &buffer)
  }

  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Date {
    guard type == .timestamptz else { throw .wrongType(type, for: Date.self) }
    guard let date = try Timestamp.decode(bytes, as: type).date else {
      throw PostgresDecodingError("the timestamp is infinite; read it as Timestamp")
    }
    return date
  }
}

/// `date` as a count of days since 1970-01-01, for whoever has a calendar type of its own.
/// The infinities of `date` are `Int32.max` and `Int32.min`.
public struct DaysSinceEpoch: RawRepresentable, Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let rawValue: Int32

  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// From 1970-01-01 to PostgreSQL's epoch, 2000-01-01.
  private static let epochDistance: Int32 = 10957

  public static func < (left: DaysSinceEpoch, right: DaysSinceEpoch) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension DaysSinceEpoch: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .date }
  public static var postgresArrayType: PostgresType { .dateArray }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    let isInfinite = rawValue == .max || rawValue == .min
    guard isInfinite || rawValue > .min + Self.epochDistance else {
      throw PostgresEncodingError("the day is outside of what date can hold")
    }
    buffer.appendBigEndian(isInfinite ? rawValue : rawValue - Self.epochDistance)
  }

  public static func decode(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> DaysSinceEpoch {
    guard type == .date else { throw .wrongType(type, for: DaysSinceEpoch.self) }
    try bytes.expect(byteCount: 4)
    let days = bytes.bigEndian(Int32.self)
    let isInfinite = days == .max || days == .min
    return DaysSinceEpoch(rawValue: isInfinite ? days : days + epochDistance)
  }
}
