/// A rendered block, as paragraphs and lists.
///
/// A template is written like a letter: a blank line ends a paragraph, a line that begins with "- " is an entry of
/// a list, and other line ends mean nothing.
enum MessageText {
  enum Part: Sendable, Hashable {
    case paragraph(String)
    case list([String])
  }

  static func parts(_ text: String) -> [Part] {
    var parts: [Part] = []
    var open = false
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = oneLine(raw)
      if line.isEmpty {
        open = false
      } else if line.hasPrefix("- ") {
        let entry = String(line.dropFirst(2))
        if case .list(let entries)? = parts.last {
          parts[parts.count - 1] = .list(entries + [entry])
        } else {
          parts.append(.list([entry]))
        }
        open = true
      } else if open, let last = parts.last {
        parts[parts.count - 1] = last.continued(with: line)
      } else {
        parts.append(.paragraph(line))
        open = true
      }
    }
    return parts
  }

  /// The text as it is read, for finding phrases in it: on one line and in lower case; a no-break space is a space.
  static func asSaid(_ text: some StringProtocol) -> String {
    oneLine(String(text).replacing("\u{00A0}", with: " ")).lowercased()
  }

  /// The text on one line, with single spaces. Non-breaking spaces stay.
  static func oneLine(_ text: some StringProtocol) -> String {
    text.split(whereSeparator: { $0 == " " || $0 == "\t" || $0.isNewline }).joined(separator: " ")
  }
}

extension MessageText.Part {
  fileprivate func continued(with line: String) -> MessageText.Part {
    switch self {
    case .paragraph(let text): .paragraph("\(text) \(line)")
    case .list(let entries): .list(entries.dropLast() + ["\(entries.last ?? "") \(line)"])
    }
  }
}
