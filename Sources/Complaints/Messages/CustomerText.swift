/// Makes text from outside safe to stand in a message, whatever it holds.
///
/// The result is one line of visible characters of a limited length. It is inserted as a value, so braces stay
/// braces; the HTML layout escapes it like everything else.
enum CustomerText {
  /// The most scalars that a name or a reference may have in a message.
  static let nameLimit = 120
  /// … a subject.
  static let subjectLimit = 200
  /// … a quotation.
  static let quoteLimit = 600

  /// One line without control or direction-changing characters, shortened with an ellipsis when too long.
  static func line(_ text: String, limit: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      // Line breaks of every kind become spaces: nothing may start a line of its own.
      if scalar.properties.isWhitespace {
        scalars.append(scalar == "\u{00A0}" || scalar == "\u{202F}" ? scalar : " ")
      } else if !isInvisible(scalar) {
        scalars.append(scalar)
      }
    }
    let line = String(scalars).split(separator: " ").joined(separator: " ")
    guard line.unicodeScalars.count > limit else { return line }
    // Shortened at a character, so that no emoji is cut in two; counted in scalars, because one character can
    // carry any number of them.
    var kept = ""
    var count = 0
    for character in line {
      count += character.unicodeScalars.count
      guard count < limit else { break }
      kept.append(character)
    }
    return kept.trimming(while: { $0 == " " }) + "…"
  }

  /// What a person of the shop says: its paragraphs and lists stay, each line of it as safe as any other text.
  /// Shortened nowhere: `PersonalStatement` refuses what is too long when it is written.
  static func statement(_ text: String) -> String {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { line(String($0), limit: .max) }
      .joined(separator: "\n")
  }

  /// Controls, and the format characters that reorder or hide text (bidirectional embeddings, overrides and
  /// isolates, the byte order mark, soft hyphens, language tags). The joiners stay: emoji and several scripts need them.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    case .format: scalar != "\u{200C}" && scalar != "\u{200D}"
    default: false
    }
  }
}
