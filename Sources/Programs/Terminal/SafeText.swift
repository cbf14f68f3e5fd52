import FullScreen

extension String {
  /// The text without anything that a terminal would obey: whoever writes a complaint must not be able to move the
  /// cursor, change the window's title or turn the reading direction of the handler who looks at it.
  ///
  /// Line feeds and tabs stay when `multiline`; otherwise they become blanks. Everything else is shown as `�`.
  package func safeForTerminal(multiline: Bool = false) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case "\r": continue
      case "\n", "\t": safe.append(multiline ? scalar : " ")
      default: safe.append(scalar.isObeyedByTerminals ? "\u{FFFD}" : scalar)
      }
    }
    return String(safe)
  }
}
