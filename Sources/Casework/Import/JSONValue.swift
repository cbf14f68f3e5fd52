/// A JSON value as it was written: numbers keep their digits (59.90 stays exact) and the members of an
/// object their order and doubles, which Foundation's parser would lose. Texts are bytes, not yet known to
/// be UTF-8.
enum JSONValue: Sendable, Equatable {
  struct Member: Sendable, Equatable {
    let name: [UInt8]
    let value: JSONValue
  }

  case string([UInt8])
  case number([UInt8])
  case boolean(Bool)
  case null
  case array([JSONValue])
  case object([Member])
}

/// Reads one JSON value (RFC 8259) from a line. Strict: no comments, no trailing commas, no single quotes.
struct JSONScanner {
  struct SyntaxError: Error, Equatable {
    /// The byte in the line at which reading failed, from 1.
    let column: Int
    let reason: String
  }

  /// The formats nest three deep; the limit keeps a hostile line from exhausting the stack.
  static let maximumDepth = 16

  private let bytes: ArraySlice<UInt8>
  private let start: Int
  private var index: Int

  /// The value that the whole text is.
  static func value(in text: ArraySlice<UInt8>) throws(SyntaxError) -> JSONValue {
    var scanner = JSONScanner(bytes: text, start: text.startIndex, index: text.startIndex)
    let value = try scanner.value(depth: 0)
    scanner.skipSpace()
    guard scanner.index == text.endIndex else { throw scanner.failure("text follows the end of the value") }
    return value
  }

  private var current: UInt8? { index < bytes.endIndex ? bytes[index] : nil }

  private func failure(_ reason: String) -> SyntaxError {
    SyntaxError(column: index - start + 1, reason: reason)
  }

  private mutating func skipSpace() {
    while let byte = current, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(SyntaxError) -> JSONValue {
    guard depth <= JSONScanner.maximumDepth else { throw failure("the value is nested too deep") }
    skipSpace()
    switch current {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case nil: throw failure("the line ends too early")
    default: return try number()
    }
  }

  private mutating func object(depth: Int) throws(SyntaxError) -> JSONValue {
    index += 1
    var members: [JSONValue.Member] = []
    skipSpace()
    if take("}") { return .object(members) }
    while true {
      skipSpace()
      guard current == UInt8(ascii: "\"") else { throw failure("a name in quotation marks is expected") }
      let name = try string()
      skipSpace()
      guard take(":") else { throw failure("a colon is expected after the name") }
      members.append(JSONValue.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return .object(members) }
      guard take(",") else { throw failure("a comma or a closing brace is expected") }
    }
  }

  private mutating func array(depth: Int) throws(SyntaxError) -> JSONValue {
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return .array(elements) }
      guard take(",") else { throw failure("a comma or a closing bracket is expected") }
    }
  }

  private mutating func word(_ text: StaticString, _ value: JSONValue) throws(SyntaxError) -> JSONValue {
    let length = text.utf8CodeUnitCount
    let matches = text.withUTF8Buffer { bytes[index...].prefix(length).elementsEqual($0) }
    guard matches else { throw failure("no such value") }
    index += length
    return value
  }

  private mutating func number() throws(SyntaxError) -> JSONValue {
    let first = index
    _ = take("-")
    let integer = try digits()
    guard integer.count == 1 || integer.first != UInt8(ascii: "0") else {
      throw failure("a number must not start with 0")
    }
    if take(".") { _ = try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      _ = try digits()
    }
    return .number(Array(bytes[first..<index]))
  }

  private mutating func digits() throws(SyntaxError) -> ArraySlice<UInt8> {
    let run = bytes[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !run.isEmpty else { throw failure("a value is expected") }
    index = run.endIndex
    return run
  }

  // MARK: Strings

  private mutating func string() throws(SyntaxError) -> [UInt8] {
    index += 1
    var text: [UInt8] = []
    while true {
      let run = bytes[index...].prefix { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") && $0 >= 0x20 }
      text.append(contentsOf: run)
      index = run.endIndex
      if take("\"") { return text }
      guard current != nil else { throw failure("a quotation mark is not closed") }
      guard take("\\") else { throw failure("a control character must be written as an escape") }
      try escape(into: &text)
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(SyntaxError) {
    guard let letter = current else { throw failure("the line ends inside an escape") }
    index += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text.append(contentsOf: String(Character(try escapedScalar())).utf8)
    default: throw failure("no such escape")
    }
  }

  private mutating func escapedScalar() throws(SyntaxError) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(first)), take("\\"), take("u") else {
      throw failure("half of a surrogate pair stands alone")
    }
    let second = try codeUnit()
    guard UTF16.isTrailSurrogate(UInt16(second)) else {
      throw failure("half of a surrogate pair stands alone")
    }
    return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))!
  }

  private mutating func codeUnit() throws(SyntaxError) -> UInt32 {
    let digits = bytes[index...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("four hexadecimal digits are expected") }
    index += 4
    return unit
  }
}
