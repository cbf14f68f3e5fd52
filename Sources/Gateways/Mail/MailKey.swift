/// An idempotency key in a form that fits a file's name and a Message-ID alike.
///
/// The form is injective: letters, digits and hyphens stay, every other byte becomes `_` and two hexadecimal digits.
/// So two keys never meet, and a person recognises the key in the file's name.
struct MailKey: Sendable, Hashable {
  /// At most 200 ASCII characters.
  let text: String

  init(_ key: String) throws(MailError) {
    var text = ""
    for byte in key.utf8 {
      let scalar = Unicode.Scalar(byte)
      if scalar.isASCII,
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-"
      {
        text.unicodeScalars.append(scalar)
      } else {
        text += "_" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    // A file's name may have 255 bytes; the rest is for the suffixes.
    guard !text.isEmpty, text.utf8.count <= 200 else { throw .invalidKey }
    self.text = text
  }

  func messageID(domain: String) -> String { "<redress.\(text)@\(domain)>" }
}
