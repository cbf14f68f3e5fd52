/// Writes XML: indented, escaped, with nothing that XML 1.0 does not allow. Names and attributes are ours and
/// are trusted; contents are not.
struct XMLText {
  private(set) var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  private var depth = 0

  /// An element that holds elements.
  mutating func element(_ name: String, attributes: String = "", _ contents: (inout XMLText) -> Void) {
    text += "\(indent)<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\n"
    depth += 1
    contents(&self)
    depth -= 1
    text += "\(indent)</\(name)>\n"
  }

  /// An element that holds text.
  mutating func element(_ name: String, _ content: String, attributes: String = "") {
    text +=
      "\(indent)<\(name)\(attributes.isEmpty ? "" : " " + attributes)>\(XMLText.escaped(content))</\(name)>\n"
  }

  private var indent: String { String(repeating: "  ", count: depth) }

  /// Markup as references; characters that no XML document may hold, not even as references, are left out.
  private static func escaped(_ content: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;".unicodeScalars
      case "<": escaped += "&lt;".unicodeScalars
      case ">": escaped += "&gt;".unicodeScalars
      case "\"": escaped += "&quot;".unicodeScalars
      case "\t", "\n", "\u{20}"..."\u{D7FF}", "\u{E000}"..."\u{FFFD}", "\u{10000}"..."\u{10FFFF}":
        escaped.append(scalar)
      default: continue
      }
    }
    return String(escaped)
  }
}
