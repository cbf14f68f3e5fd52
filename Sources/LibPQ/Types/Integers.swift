/// int2, int4 and int8. A column may be narrower than the Swift type, never wider: `Int64` reads all
/// three, `Int16` only int2. `oid` and `xid` are unsigned and are read as `Int64` or `Int`.

extension Int16: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .int2 }
  public static var postgresArrayType: PostgresType { .int2Array }
}

extension Int32: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .int4 }
  public static var postgresArrayType: PostgresType { .int4Array }
}

extension Int64: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .int8 }
  public static var postgresArrayType: PostgresType { .int8Array }
}

/// Sent as int8, like `Int64`: cast in the statement (`$1::int4`) where a function insists on less.
extension Int: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .int8 }
  public static var postgresArrayType: PostgresType { .int8Array }
}

extension PostgresEncodable where Self: FixedWidthInteger {
  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    buffer.appendBigEndian(self)
  }
}

extension PostgresDecodable where Self: FixedWidthInteger {
  @inlinable
  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Self {
    guard let value = try bytes.integer(type, fitting: Self.bitWidth) else {
      throw .wrongType(type, for: Self.self)
    }
    return Self(value)
  }
}

extension RawSpan {
  /// A value of an integer type; `nil` when the type is another, or wider than so many bits.
  @usableFromInline
  func integer(_ type: PostgresType, fitting bits: Int) throws(PostgresDecodingError) -> Int64? {
    switch type {
    case .int2:
      try expect(byteCount: 2)
      return Int64(bigEndian(Int16.self))
    case .int4 where bits >= 32:
      try expect(byteCount: 4)
      return Int64(bigEndian(Int32.self))
    case .int8 where bits >= 64:
      try expect(byteCount: 8)
      return bigEndian(Int64.self)
    case .oid where bits >= 64, .xid where bits >= 64:
      try expect(byteCount: 4)
      return Int64(bigEndian(UInt32.self))
    default:
      return nil
    }
  }
}
