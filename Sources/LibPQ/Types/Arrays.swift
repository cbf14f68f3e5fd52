/// An element of a one-dimensional PostgreSQL array. `[UInt8]` is the exception: it is bytea.
///
/// The functions exist for that exception; whoever conforms gives the two types and takes the defaults.
public protocol PostgresArrayElement: Sendable {
  /// The type of the array, such as `int8[]`.
  static var postgresArrayType: PostgresType { get }

  /// The type of an element inside of the array; the element's own, or text where that is left to the server.
  static var postgresElementType: PostgresType { get }

  static func encodeArray(_ elements: [Self], into buffer: inout [UInt8]) throws(PostgresEncodingError)
  static func decodeArray(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> [Self]
}

extension Array: PostgresEncodable where Element: PostgresArrayElement {
  public static var postgresType: PostgresType { Element.postgresArrayType }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    try Element.encodeArray(self, into: &buffer)
  }
}

extension Array: PostgresDecodable where Element: PostgresArrayElement {
  public static func decode(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> [Element] {
    try Element.decodeArray(bytes, as: type)
  }
}

extension PostgresArrayElement where Self: PostgresEncodable {
  public static var postgresElementType: PostgresType { postgresType == .inferred ? .text : postgresType }
}

extension PostgresArrayElement where Self: PostgresCodable {
  public static func encodeArray(
    _ elements: [Self], into buffer: inout [UInt8]
  ) throws(PostgresEncodingError) {
    let start = buffer.count
    buffer.appendBigEndian(Int32(elements.isEmpty ? 0 : 1))  // dimensions
    buffer.appendBigEndian(Int32(0))  // whether there are NULLs, set below
    buffer.appendBigEndian(postgresElementType.rawValue)
    guard !elements.isEmpty else { return }
    buffer.appendBigEndian(Int32(elements.count))
    buffer.appendBigEndian(Int32(1))  // lower bound
    for element in elements {
      let lengthAt = buffer.count
      buffer.appendBigEndian(Int32(-1))
      if element.isPostgresNull {
        buffer.setBigEndian(1, at: start + 4)
      } else {
        try element.encode(into: &buffer)
        buffer.setBigEndian(Int32(buffer.count - lengthAt - 4), at: lengthAt)
      }
    }
  }

  public static func decodeArray(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> [Self] {
    guard type.isArray else { throw .wrongType(type, for: [Self].self) }
    guard bytes.byteCount >= 12 else { throw .truncatedArray }
    let dimensions = bytes.bigEndian(Int32.self)
    if dimensions == 0 { return [] }
    guard dimensions == 1 else {
      throw PostgresDecodingError("the array has \(dimensions) dimensions; only one can be read")
    }
    guard bytes.byteCount >= 20 else { throw .truncatedArray }
    let elementType = PostgresType(rawValue: bytes.bigEndian(UInt32.self, at: 8))
    let count = Int(bytes.bigEndian(Int32.self, at: 12))
    // Each element has at least its length: a count that cannot be true must not reserve memory.
    guard count >= 0, count <= (bytes.byteCount - 20) / 4 else { throw .truncatedArray }
    var elements: [Self] = []
    elements.reserveCapacity(count)
    var offset = 20
    for _ in 0..<count {
      guard offset + 4 <= bytes.byteCount else { throw .truncatedArray }
      let length = Int(bytes.bigEndian(Int32.self, at: offset))
      offset += 4
      guard length >= 0 else {
        elements.append(try decodeNull())
        continue
      }
      guard offset + length <= bytes.byteCount else { throw .truncatedArray }
      elements.append(try decode(bytes.extracting(offset..<offset + length), as: elementType))
      offset += length
    }
    return elements
  }
}

extension Optional: PostgresArrayElement where Wrapped: PostgresArrayElement & PostgresCodable {
  public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
  public static var postgresElementType: PostgresType { Wrapped.postgresElementType }
}

extension PostgresArrayElement where Self: RawRepresentable, RawValue: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { RawValue.postgresArrayType }
}

/// `[UInt8]` is bytea, not an array: PostgreSQL has no type of one byte.
extension UInt8: PostgresArrayElement {
  public static var postgresArrayType: PostgresType { .bytea }
  public static var postgresElementType: PostgresType { .bytea }

  public static func encodeArray(
    _ elements: [UInt8], into buffer: inout [UInt8]
  ) throws(PostgresEncodingError) {
    buffer.append(contentsOf: elements)
  }

  public static func decodeArray(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> [UInt8] {
    guard type == .bytea else { throw .wrongType(type, for: [UInt8].self) }
    return bytes.withUnsafeBytes { Array($0) }
  }
}

extension PostgresType {
  /// The arrays known here, and any of a type that the database itself defines (an enumeration's).
  fileprivate var isArray: Bool {
    switch self {
    case .boolArray, .byteaArray, .int2Array, .int4Array, .textArray, .int8Array, .float8Array, .dateArray,
      .timestamptzArray, .intervalArray, .uuidArray, .jsonbArray, .xid8Array:
      true
    case PostgresType(1003), PostgresType(1014), PostgresType(1015), PostgresType(1021), PostgresType(1028),
      PostgresType(199):
      true  // name[], bpchar[], varchar[], float4[], oid[], json[]
    default:
      rawValue >= Self.firstUserDefined
    }
  }
}

extension PostgresDecodingError {
  fileprivate static var truncatedArray: Self { PostgresDecodingError("the array is shorter than it says") }
}
