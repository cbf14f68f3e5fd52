/// A Swift value that can be a parameter of a statement.
///
/// The types of the standard library that PostgreSQL has a counterpart for conform already; an enumeration
/// with a raw value needs nothing but `extension Kind: PostgresCodable {}`.
public protocol PostgresEncodable: Sendable {
  /// What the parameter is declared as. It belongs to the identity of a prepared statement.
  static var postgresType: PostgresType { get }

  /// How the bytes are to be read by the server; binary unless said otherwise.
  static var postgresFormat: PostgresFormat { get }

  /// True only for an empty `Optional`; then `encode` is not called.
  var isPostgresNull: Bool { get }

  /// Appends the value in the format of `postgresFormat`.
  ///
  /// - Throws: `PostgresEncodingError` when PostgreSQL has no such value. The reason must not quote it.
  func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError)
}

/// A Swift value that a column can be read as. Results always arrive in binary.
public protocol PostgresDecodable: Sendable {
  /// Reads one value that is not NULL.
  ///
  /// - Parameters:
  ///   - bytes: the value as the server's `…send` function wrote it.
  ///   - type: what the server says it is; reject what you cannot read with `.wrongType`.
  static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Self

  /// What NULL is read as. The default refuses; `Optional` answers `nil`.
  static func decodeNull() throws(PostgresDecodingError) -> Self
}

/// A value that travels both ways.
public typealias PostgresCodable = PostgresEncodable & PostgresDecodable

/// The two wire formats of PostgreSQL.
public enum PostgresFormat: Int32, Sendable {
  case text = 0
  case binary = 1
}

extension PostgresEncodable {
  public static var postgresFormat: PostgresFormat { .binary }
  public var isPostgresNull: Bool { false }
}

extension PostgresDecodable {
  public static func decodeNull() throws(PostgresDecodingError) -> Self {
    throw PostgresDecodingError("the value is NULL, and \(Self.self) has no place for that")
  }
}

extension Optional: PostgresEncodable where Wrapped: PostgresEncodable {
  public static var postgresType: PostgresType { Wrapped.postgresType }
  public static var postgresFormat: PostgresFormat { Wrapped.postgresFormat }
  public var isPostgresNull: Bool { self?.isPostgresNull ?? true }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    try self?.encode(into: &buffer)
  }
}

extension Optional: PostgresDecodable where Wrapped: PostgresDecodable {
  @inlinable
  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Self {
    try Wrapped.decode(bytes, as: type)
  }

  @inlinable
  public static func decodeNull() throws(PostgresDecodingError) -> Self { nil }
}

extension PostgresEncodable where Self: RawRepresentable, RawValue: PostgresEncodable {
  public static var postgresType: PostgresType { RawValue.postgresType }
  public static var postgresFormat: PostgresFormat { RawValue.postgresFormat }

  public func encode(into buffer: inout [UInt8]) throws(PostgresEncodingError) {
    try rawValue.encode(into: &buffer)
  }
}

extension PostgresDecodable where Self: RawRepresentable, RawValue: PostgresDecodable {
  public static func decode(_ bytes: RawSpan, as type: PostgresType) throws(PostgresDecodingError) -> Self {
    guard let value = Self(rawValue: try RawValue.decode(bytes, as: type)) else {
      throw PostgresDecodingError("the value is none of those that \(Self.self) knows")
    }
    return value
  }
}
