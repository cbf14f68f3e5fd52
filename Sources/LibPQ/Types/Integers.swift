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
  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Self {
    switch type {
    case .int2:
      try bytes.expect(byteCount: 2)
      return Self(bytes.bigEndian(Int16.self))
    case .int4 where Self.bitWidth >= 32:
      try bytes.expect(byteCount: 4)
      return Self(bytes.bigEndian(Int32.self))
    case .int8 where Self.bitWidth >= 64:
      try bytes.expect(byteCount: 8)
      return Self(bytes.bigEndian(Int64.self))
    case .oid where Self.bitWidth >= 64, .xid where Self.bitWidth >= 64:
      try bytes.expect(byteCount: 4)
      return Self(bytes.bigEndian(UInt32.self))
    default:
      throw .wrongType(type, for: Self.self)
    }
  }
}
