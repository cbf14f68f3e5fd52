internal import Foundation

/// Header values of RFC 5322, with the encoded words of RFC 2047 where ASCII does not do.
enum HeaderText {
  private static let lineLength = 76

  /// `Name: value`, folded, for a value that is free text.
  static func unstructured(_ name: String, _ text: String) -> String {
    let plain = isPlain(text) && name.utf8.count + 2 + text.utf8.count <= lineLength
    return "\(name): \(plain ? text : encodedWords(text, after: name.utf8.count + 2))"
  }

  /// `Name: phrase <address>`, folded.
  static func mailbox(_ name: String, _ mailbox: MailAddress) -> String {
    guard let shown = mailbox.name else { return "\(name): \(mailbox.address)" }
    let start = "\(name): " + phrase(shown, after: name.utf8.count + 2)
    // The column that the last line has reached.
    let column = start.utf8.reversed().prefix { $0 != 10 }.count
    let fits = column + mailbox.address.utf8.count + 3 <= lineLength
    return "\(start)\(fits ? " " : "\r\n ")<\(mailbox.address)>"
  }

  /// `Name: item item …`, one a line: a Message-ID may not be cut.
  static func list(_ name: String, _ items: [String]) -> String {
    "\(name): \(items.joined(separator: "\r\n "))"
  }

  private static func phrase(_ text: String, after column: Int) -> String {
    guard isPlain(text), text.utf8.count <= 50 else { return encodedWords(text, after: column) }
    let isAtoms = text.allSatisfy { $0.isLetter || $0.isNumber || " !#$%&'*+-/=?^_`{|}~".contains($0) }
    if isAtoms { return text }
    return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  /// Printable ASCII that no reader would take for an encoded word and no relay would trim.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?") && !text.hasPrefix(" ")
      && !text.hasSuffix(" ")
  }

  /// Base64 words of UTF-8, each on a line of its own, none longer than the 75 characters that RFC 2047 allows, and
  /// none ending inside a character: some programs decode each word by itself.
  private static func encodedWords(_ text: String, after column: Int) -> String {
    let frame = "=?UTF-8?B??=".utf8.count
    var words: [String] = []
    var bytes: [UInt8] = []
    func capacity() -> Int { (lineLength - frame - (words.isEmpty ? column : 1)) / 4 * 3 }
    func close() {
      if !bytes.isEmpty { words.append("=?UTF-8?B?\(Data(bytes).base64EncodedString())?=") }
      bytes = []
    }
    for character in text {
      if bytes.count + character.utf8.count > capacity() { close() }
      if character.utf8.count <= capacity() {
        bytes += character.utf8
        continue
      }
      // One character of many scalars (a tower of accents): cut between them at least.
      for scalar in character.unicodeScalars {
        let encoded = UTF8.encode(scalar)!
        if bytes.count + encoded.count > capacity() { close() }
        bytes += encoded
      }
    }
    close()
    return words.joined(separator: "\r\n ")
  }
}
