/// Rows in COPY's text format: `copy t (a, b) from stdin`.
public enum CopyText {
  /// Appends one row. `nil` is NULL; everything else is escaped, so any text survives but U+0000.
  ///
  /// - Throws: `PostgresEncodingError` for U+0000; nothing is appended then.
  public static func append(
    _ fields: some Sequence<String?>, to buffer: inout [UInt8]
  ) throws(PostgresEncodingError) {
    let start = buffer.count
    var isFirst = true
    for field in fields {
      if !isFirst { buffer.append(UInt8(ascii: "\t")) }
      isFirst = false
      guard let field else {
        buffer += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
        continue
      }
      guard appendEscaped(field, to: &buffer) else {
        buffer.removeLast(buffer.count - start)
        throw PostgresEncodingError("PostgreSQL's text cannot hold the character U+0000")
      }
    }
    buffer.append(UInt8(ascii: "\n"))
  }

  /// One row as bytes.
  public static func row(_ fields: some Sequence<String?>) throws(PostgresEncodingError) -> [UInt8] {
    var buffer: [UInt8] = []
    try append(fields, to: &buffer)
    return buffer
  }

  private static func appendEscaped(_ field: String, to buffer: inout [UInt8]) -> Bool {
    for byte in field.utf8 {
      switch byte {
      case 0: return false
      case UInt8(ascii: "\\"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
      case UInt8(ascii: "\t"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case UInt8(ascii: "\n"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\r"): buffer += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      default: buffer.append(byte)
      }
    }
    return true
  }
}

/// Rows in COPY's binary format: `copy t (a, b) from stdin (format binary)`.
///
/// Faster than text, and strict: nothing is converted, so an `Int` fits an int8 column only.
public enum CopyBinary {
  /// What has to come first.
  public static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [0, 0, 0, 0] + [0, 0, 0, 0]

  /// What has to come last.
  public static let trailer: [UInt8] = [0xFF, 0xFF]

  /// Appends one row.
  ///
  /// - Throws: `PostgresEncodingError` with the field's number as `parameter`; nothing is appended then.
  public static func append(
    _ fields: [any PostgresEncodable], to buffer: inout [UInt8]
  ) throws(PostgresEncodingError) {
    let start = buffer.count
    buffer.appendBigEndian(Int16(fields.count))
    for (index, field) in fields.enumerated() {
      let lengthAt = buffer.count
      buffer.appendBigEndian(Int32(-1))
      if field.isPostgresNull { continue }
      do throws(PostgresEncodingError) {
        try field.encode(into: &buffer)
      } catch {
        var error = error
        error.parameter = index + 1
        buffer.removeLast(buffer.count - start)
        throw error
      }
      buffer.setBigEndian(Int32(buffer.count - lengthAt - 4), at: lengthAt)
    }
  }
}
