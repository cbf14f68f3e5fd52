/// A Swift value that cannot be sent. Says which parameter of which statement, never the value.
public struct PostgresEncodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The statement's name; filled in by the library.
  public internal(set) var statement: String?
  /// The parameter's number, from 1; filled in by the library.
  public internal(set) var parameter: Int?
  /// Why, without quoting the value.
  public let reason: String

  public init(_ reason: String) {
    self.reason = reason
  }

  public var description: String {
    let place = [statement.map { "statement \($0)" }, parameter.map { "parameter $\($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    return place.isEmpty ? reason : "\(place): \(reason)"
  }
}

/// A column that cannot be read as the Swift type asked for. Says which column of which statement, never
/// the value.
public struct PostgresDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The statement's name; filled in by the library.
  public internal(set) var statement: String?
  /// The column's name (or `#` and its index from 0); filled in by the library.
  public internal(set) var column: String?
  /// Why, without quoting the value.
  public let reason: String

  public init(_ reason: String) {
    self.reason = reason
  }

  /// The column is of a type that `wanted` cannot be read from.
  public static func wrongType(_ type: PostgresType, for wanted: Any.Type) -> PostgresDecodingError {
    PostgresDecodingError("a column of type \(type) cannot be read as \(wanted)")
  }

  public var description: String {
    let place = [statement.map { "statement \($0)" }, column.map { "column \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
    return place.isEmpty ? reason : "\(place): \(reason)"
  }
}
