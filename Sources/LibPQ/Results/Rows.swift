/// The answer to a statement: its rows, all in memory, and how many it touched.
///
/// Cheap to copy; the rows share one buffer, which lives as long as any of them. There is no reading row by
/// row from the server: bound big results with LIMIT or a cursor.
public struct Rows: RandomAccessCollection, Sendable {
  let result: ResultHandle
  let statement: String

  public var startIndex: Int { 0 }
  public var endIndex: Int { result.rowCount }

  public subscript(position: Int) -> Row {
    precondition(indices.contains(position), "row \(position) of \(count)")
    return Row(result: result, statement: statement, index: position)
  }

  /// Rows inserted, updated, deleted or selected; 0 for commands that count nothing.
  public var affected: Int { result.affected }

  /// The server's word for what was done, such as `INSERT 0 3`.
  public var commandTag: String { result.commandTag }

  /// The names of the columns, in order; there may be the same name twice.
  public var columnNames: [String] {
    (0..<result.columnCount).map { result.columnName($0) ?? "" }
  }
}

/// One row of an answer.
public struct Row: Sendable {
  @usableFromInline let result: ResultHandle
  let statement: String
  let index: Int

  /// Reads a column by name (the first of that name; upper and lower case differ).
  ///
  /// ```swift
  /// let id = try row.decode(Int64.self, "id")
  /// let paidAt = try row.decode(Date?.self, "paid_at")
  /// ```
  public func decode<Value: PostgresDecodable>(
    _: Value.Type, _ name: String
  ) throws(PostgresDecodingError) -> Value {
    guard let column = result.column(named: name) else {
      var error = PostgresDecodingError("there is no such column")
      error.statement = statement
      error.column = name
      throw error
    }
    return try decode(Value.self, at: column)
  }

  /// Reads a column by name as the type that the context asks for.
  public func decode<Value: PostgresDecodable>(_ name: String) throws(PostgresDecodingError) -> Value {
    try decode(Value.self, name)
  }

  /// Reads a column by its place, from 0: for hot loops, and for `select count(*)`.
  ///
  /// Inlinable, so that it is compiled for the type that is read: as one function for all types it spent more time on finding out
  /// about the type than on the value.
  @inlinable
  public func decode<Value: PostgresDecodable>(
    _: Value.Type = Value.self, at column: Int
  ) throws(PostgresDecodingError) -> Value {
    // The value is a pointer into the result, and this may be the last that anybody does with the row.
    defer { withExtendedLifetime(result) {} }
    do throws(PostgresDecodingError) {
      let (type, bytes) = try value(at: column)
      guard let bytes else { return try Value.decodeNull() }
      return try Value.decode(bytes.bytes, as: type)
    } catch {
      throw located(error, column)
    }
  }

  /// What the column is, and its bytes for as long as the result lives; no bytes for NULL.
  @usableFromInline
  func value(
    at column: Int
  ) throws(PostgresDecodingError) -> (type: PostgresType, bytes: UnsafeRawBufferPointer?) {
    guard column >= 0, column < result.columnCount else {
      throw PostgresDecodingError("there are \(result.columnCount) columns")
    }
    return (result.type(ofColumn: column), result.value(row: index, column: column))
  }

  /// The error with the place where it came about.
  @usableFromInline
  func located(_ error: PostgresDecodingError, _ column: Int) -> PostgresDecodingError {
    var error = error
    error.statement = statement
    error.column = result.columnName(column) ?? "#\(column)"
    return error
  }

  /// Whether a column is NULL; `nil` when there is no such column.
  public func isNull(_ name: String) -> Bool? {
    guard let column = result.column(named: name) else { return nil }
    return result.value(row: index, column: column) == nil
  }
}
