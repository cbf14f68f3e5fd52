/// A statement with its parameters in the form that libpq takes. Made in the caller's task, so that the
/// event loop only has to copy bytes.
struct EncodedStatement: Sendable {
  let statement: Statement
  private(set) var types: [UInt32] = []
  private(set) var formats: [Int32] = []
  private(set) var lengths: [Int32] = []
  /// Where each value begins in `bytes`; -1 for NULL.
  private var offsets: [Int] = []
  private var bytes: [UInt8] = []

  var parameterCount: Int { types.count }

  init(_ bound: BoundStatement) throws {
    statement = bound.statement
    guard bound.parameters.count <= Int(UInt16.max) else {
      throw ConnectionError(
        .misuse, "a statement takes at most 65535 parameters; send an array", statement: statement.name)
    }
    // libpq takes C strings: the text would silently end at a NUL.
    guard !statement.sql.utf8.contains(0) else {
      throw ConnectionError(.misuse, "the statement contains U+0000", statement: statement.name)
    }
    for (index, parameter) in bound.parameters.enumerated() {
      do throws(PostgresEncodingError) {
        try append(parameter)
      } catch {
        var error = error
        error.statement = statement.name
        error.parameter = index + 1
        throw error
      }
    }
  }

  /// A statement of the library's own: BEGIN, COMMIT.
  init(control sql: String) {
    statement = Statement(sql, sql)
  }

  /// A statement of the library's own with one parameter, a text without U+0000.
  init(_ statement: Statement, text: String) {
    self.statement = statement
    types = [PostgresType.text.rawValue]
    formats = [PostgresFormat.text.rawValue]
    offsets = [0]
    bytes = Array(text.utf8) + [0]
    lengths = [Int32(bytes.count - 1)]
  }

  private mutating func append(_ parameter: some PostgresEncodable) throws(PostgresEncodingError) {
    types.append(type(of: parameter).postgresType.rawValue)
    formats.append(type(of: parameter).postgresFormat.rawValue)
    guard !parameter.isPostgresNull else {
      offsets.append(-1)
      lengths.append(0)
      return
    }
    let start = bytes.count
    try parameter.encode(into: &bytes)
    guard let length = Int32(exactly: bytes.count - start) else {
      throw PostgresEncodingError("the value is larger than 2 GB")
    }
    offsets.append(start)
    lengths.append(length)
    bytes.append(0)  // libpq reads text parameters as C strings
  }

  /// The pointers that libpq wants, valid while `body` runs.
  func withValues<Output>(_ body: ([UnsafePointer<CChar>?]) -> Output) -> Output {
    bytes.withUnsafeBytes { buffer in
      let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      return body(offsets.map { offset in offset < 0 ? nil : base?.advanced(by: offset) })
    }
  }
}
