/// text and what is text on the wire.
///
/// As a parameter a `String` leaves its type to the server, as a literal in quotes would: it fits text,
/// enumerations, numeric, date, inet … alike. Where nothing in the statement says the type (an argument
/// of `jsonb_build_object`), cast: `$1::text`. As a result it reads the text types, json, jsonb,
/// enumerations and extension types such as citext; cast anything else to text in the statement.
extension String: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .inferred }
  public static var postgresFormat: PostgresFormat { .text }
  public static var postgresArrayType: PostgresType { .textArray }

  /// PostgreSQL's text cannot hold U+0000, and libpq would silently end the value there.
  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    guard !utf8.contains(0) else {
      throw PostgresEncodingError("PostgreSQL's text cannot hold the character U+0000")
    }
    buffer.append(contentsOf: utf8)
  }

  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> String {
    switch type {
    case .text, .varchar, .bpchar, .name, .char, .json, .xml, .unknown:
      break
    case .jsonb:
      return try JSONText.decode(bytes, as: type).rawValue
    case _ where type.rawValue >= PostgresType.firstUserDefined:
      break
    default:
      throw .wrongType(type, for: String.self)
    }
    guard let text = bytes.utf8Text else { throw PostgresDecodingError("the bytes are not UTF-8") }
    return text
  }
}

extension RawSpan {
  /// The bytes as text; `nil` when they are not UTF-8. By way of `UTF8Span`, which takes a third of the time of
  /// `String(validating:as:)`: that one works for every encoding.
  fileprivate var utf8Text: String? {
    withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: UInt8.self) { units in
        do { return String(copying: try UTF8Span(validating: units.span)) } catch { return nil }
      }
    }
  }
}

/// A JSON document as text: sent as jsonb, read from jsonb or json. Not parsed here; the server checks it.
public struct JSONText: RawRepresentable, Hashable, Sendable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  public init(_ text: String) {
    rawValue = text
  }
}

extension JSONText: PostgresCodable, PostgresArrayElement {
  public static var postgresType: PostgresType { .jsonb }
  public static var postgresFormat: PostgresFormat { .binary }
  public static var postgresArrayType: PostgresType { .jsonbArray }

  /// The only version of jsonb's binary form: a byte 1, then text.
  private static let version: UInt8 = 1

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    buffer.append(Self.version)
    buffer.append(contentsOf: rawValue.utf8)
  }

  public static func decode(
    _ bytes: RawSpan, as type: PostgresType
  ) throws(PostgresDecodingError) -> JSONText {
    switch type {
    case .json:
      return JSONText(try String.decode(bytes, as: .text))
    case .jsonb:
      guard bytes.byteCount > 0, bytes.bigEndian(UInt8.self) == version else {
        throw PostgresDecodingError("jsonb came in a version that is not known")
      }
      return JSONText(try String.decode(bytes.extracting(droppingFirst: 1), as: .text))
    default:
      throw .wrongType(type, for: JSONText.self)
    }
  }
}
