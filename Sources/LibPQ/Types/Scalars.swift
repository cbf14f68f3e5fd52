public import FoundationEssentials

extension Bool: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .bool }
  public static var postgresArrayType: PostgresType { .boolArray }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    buffer.append(self ? 1 : 0)
  }

  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Bool {
    guard type == .bool else { throw .wrongType(type, for: Bool.self) }
    try bytes.expect(byteCount: 1)
    return bytes.bigEndian(UInt8.self) != 0
  }
}

/// float8; a float4 column is widened.
extension Double: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .float8 }
  public static var postgresArrayType: PostgresType { .float8Array }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    buffer.appendBigEndian(bitPattern)
  }

  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Double {
    switch type {
    case .float8:
      try bytes.expect(byteCount: 8)
      return Double(bitPattern: bytes.bigEndian(UInt64.self))
    case .float4:
      try bytes.expect(byteCount: 4)
      return Double(Float(bitPattern: bytes.bigEndian(UInt32.self)))
    default:
      throw .wrongType(type, for: Double.self)
    }
  }
}

extension UUID: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .uuid }
  public static var postgresArrayType: PostgresType { .uuidArray }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    withUnsafeBytes(of: uuid) { buffer.append(contentsOf: $0) }
  }

  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> UUID {
    guard type == .uuid else { throw .wrongType(type, for: UUID.self) }
    try bytes.expect(byteCount: 16)
    return UUID(uuid: bytes.unsafeLoadUnaligned(as: uuid_t.self))
  }
}

/// `xid8`: a transaction's id that is never used twice.
public struct TransactionID: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt64

  public init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  public static func < (left: TransactionID, right: TransactionID) -> Bool {
    left.rawValue < right.rawValue
  }
}

extension TransactionID: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .xid8 }
  public static var postgresArrayType: PostgresType { .xid8Array }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    buffer.appendBigEndian(rawValue)
  }

  public static func decode(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> TransactionID {
    guard type == .xid8 else { throw .wrongType(type, for: TransactionID.self) }
    try bytes.expect(byteCount: 8)
    return TransactionID(rawValue: bytes.bigEndian(UInt64.self))
  }
}
