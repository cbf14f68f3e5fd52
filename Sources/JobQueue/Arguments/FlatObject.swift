/// A JSON object whose members are integers, texts, booleans and nulls, plainly written.
struct FlatObject {
  enum Value: Hashable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case text(String)
  }

  private(set) var members: [(name: String, value: Value)] = []

  /// `nil` when it is something else, or is not written plainly: with escapes, fractions, exponents, or integers of more than
  /// 18 digits.
  init?(_ json: String) {
    var json = json
    let isFlat = json.withUTF8 { bytes in
      var scanner = Scanner(bytes: bytes)
      return read(&scanner)
    }
    guard isFlat else { return nil }
  }

  /// The first of that name: jsonb has none twice.
  subscript(name: String) -> Value? {
    for member in members where member.name == name { return member.value }
    return nil
  }

  private mutating func read(_ scanner: inout Scanner) -> Bool {
    guard scanner.skip("{") else { return false }
    if scanner.skip("}") { return scanner.isAtEnd() }
    members.reserveCapacity(4)
    repeat {
      guard let name = scanner.text(), scanner.skip(":"), let value = scanner.value() else { return false }
      members.append((name, value))
    } while scanner.skip(",")
    return scanner.skip("}") && scanner.isAtEnd()
  }
}

/// Steps over JSON, token by token. Only lives while the bytes are lent to it.
private struct Scanner {
  let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The one place where a byte is read: the buffer does not check by itself in a release build.
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, byte == 0x20 || (0x09...0x0D).contains(byte) { position += 1 }
  }

  mutating func isAtEnd() -> Bool {
    skipSpace()
    return next == nil
  }

  mutating func skip(_ token: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next == UInt8(ascii: token) else { return false }
    position += 1
    return true
  }

  mutating func value() -> FlatObject.Value? {
    skipSpace()
    switch next {
    case UInt8(ascii: "\""): return text().map { .text($0) }
    case UInt8(ascii: "t"): return skip(word: "true") ? .boolean(true) : nil
    case UInt8(ascii: "f"): return skip(word: "false") ? .boolean(false) : nil
    case UInt8(ascii: "n"): return skip(word: "null") ? .null : nil
    default: return integer().map { .integer($0) }
    }
  }

  private mutating func skip(word: StaticString) -> Bool {
    word.withUTF8Buffer { letters in
      for letter in letters {
        guard next == letter else { return false }
        position += 1
      }
      return true
    }
  }

  /// A text in quotes, without escapes.
  mutating func text() -> String? {
    guard skip("\"") else { return nil }
    let start = position
    while let byte = next, byte != UInt8(ascii: "\"") {
      // Control characters have no place in JSON.
      guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { return nil }
      position += 1
    }
    let text = String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<position]), as: UTF8.self)
    return skip("\"") ? text : nil
  }

  /// An integer of up to 18 digits, which fits without looking for an overflow. What follows it decides whether it was a fraction.
  private mutating func integer() -> Int64? {
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let start = position
    var value: Int64 = 0
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      value = value &* 10 &+ Int64(byte - UInt8(ascii: "0"))
      position += 1
    }
    let digits = position - start
    // JSON has no leading zeros.
    guard (1...18).contains(digits), digits == 1 || bytes[start] != UInt8(ascii: "0") else { return nil }
    return isNegative ? -value : value
  }
}
