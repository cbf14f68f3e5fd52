/// Texts as a customer could write them who wants to be more than a customer: everything that means something to a mail
/// program, a browser, a spreadsheet, a terminal, a template or a log, between ordinary words.
package enum HostileText {
  /// - Parameters:
  ///   - pieces: at most; one at least, and one visible letter.
  ///   - storable: without NUL, which PostgreSQL has no room for.
  package static func make(
    _ pieces: Int, storable: Bool = false, using random: inout some RandomNumberGenerator
  ) -> String {
    var text = Bool.random(using: &random) ? "x" : ""
    for _ in 0..<Int.random(in: 1...max(1, pieces), using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0..<7: text += Self.pieces.randomElement(using: &random)!
      case 7: text += String(repeating: Self.pieces.randomElement(using: &random)!, count: 40)
      default: text.unicodeScalars.append(scalar(using: &random))
      }
    }
    if storable { text.unicodeScalars.removeAll { $0 == "\0" } }
    return text.unicodeScalars.contains { $0.properties.isAlphabetic } ? text : text + "x"
  }

  private static func scalar(using random: inout some RandomNumberGenerator) -> Unicode.Scalar {
    while true {
      let range: ClosedRange<UInt32> =
        Bool.random(using: &random) ? 0...0x2FF : Bool.random(using: &random) ? 0x2000...0x206F : 0...0x10FFFF
      if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) { return scalar }
    }
  }

  private static let pieces: [String] = [
    // Lines, in every way to end one, and what begins something at a line's beginning.
    "\r\n", "\n", "\r", "\n\n", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}", "\n- ", "\n.\n",
    "\n-- \n", "\n> ",
    // Mail.
    "\r\nBcc: all@example.com", "\r\n\r\n<html>", "\nContent-Type: text/html", "--=_redress_alternative",
    "=\r\n", "=3D",
    "=?UTF-8?B?eA==?=", "?=", "<x@example.com>", ", ", "@", "\\", "\"", "(", ")", ";",
    // Markup and templates.
    "<", ">", "&", "&lt;", "&#60;", "<script>", "</p>", "</td></tr></table>", "<!--", "-->", "]]>",
    "<![CDATA[", "'", "<\u{301}",
    "\"\u{301}", "&\u{20DD}", "{{", "}}", "{{merchant}}", "{{{responsible}}}", "{{#options}}", "{{/x}}",
    "{{> page}}",
    "{{% CONTENT_TYPE:HTML}}",
    // Spreadsheets.
    "=1+1", "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "|x", "%0", "\t=1", "\u{FF1D}1", ",", "\",\"",
    "';", "'=",
    // Terminals and logs.
    "\u{1B}[2J", "\u{1B}]0;x\u{7}", "\u{9B}31m", "\u{8}", "\u{7F}", "\0", " level=error ", "\nerror ", "=",
    "\t", "  ", "\\\"", "\\",
    // What cannot be seen, and what turns a line around.
    "\u{202E}", "\u{2066}", "\u{200F}", "\u{61C}", "\u{200B}", "\u{FEFF}", "\u{AD}", "\u{E0041}", "\u{FFFE}",
    "\u{E000}", "\u{A0}",
    "\u{301}", "\u{20DD}", "\u{200D}", "👩‍👩‍👧‍👦", "🏳️‍🌈", "𝄞",
    // Words.
    "zażółć gęślą jaźń", "Съешь ещё этих булок", "a", "Order", " ", "%s%n", "$1", "null", "NaN",
    "averylongwordwithoutanyblankinit",
  ]
}
