/// The quoted-printable encoding of RFC 2045: lines of at most 76 ASCII characters that end with CRLF.
enum QuotedPrintable {
  static func encode(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count * 2)
    for line in lines(Array(text.utf8)) {
      encodeLine(line, into: &output)
      output += [13, 10]
    }
    return output
  }

  /// The lines without their ends, whether those are LF, CR or CRLF. The end of the last line is not an empty line.
  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == 10 || bytes[index] == 13 {
        lines.append(bytes[start..<index])
        if bytes[index] == 13, index + 1 < bytes.count, bytes[index + 1] == 10 { index += 1 }
        start = index + 1
      }
      index += 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func encodeLine(_ line: ArraySlice<UInt8>, into output: inout [UInt8]) {
    var column = 0
    for (index, byte) in zip(line.indices, line) {
      let isLast = index == line.endIndex - 1
      let isBlank = byte == 32 || byte == 9
      // Blanks at a line's end are lost on the way, so the last one is encoded; "=" begins an encoded byte.
      let isLiteral = isBlank ? !isLast : (33...126).contains(byte) && byte != UInt8(ascii: "=")
      let width = isLiteral ? 1 : 3
      if column + width > (isLast ? 76 : 75) {
        output += [UInt8(ascii: "="), 13, 10]
        column = 0
      }
      if isLiteral {
        output.append(byte)
      } else {
        output += [UInt8(ascii: "="), digit(byte >> 4), digit(byte & 15)]
      }
      column += width
    }
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
