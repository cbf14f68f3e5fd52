/// The quoted-printable encoding of RFC 2045: lines of at most 76 ASCII characters that end with CRLF.
enum QuotedPrintable {
  /// The encoded text. Line ends, whether LF, CR or CRLF, become CRLF; a text without a last one gets none.
  static func encode(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 2)
    var rest = bytes[...]
    while let end = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) {
      encodeLine(rest[..<end], into: &output)
      output += [13, 10]
      let isPair = rest[end] == 13 && end + 1 < rest.endIndex && rest[end + 1] == 10
      rest = rest[(end + (isPair ? 2 : 1))...]
    }
    encodeLine(rest, into: &output)
    return output
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
