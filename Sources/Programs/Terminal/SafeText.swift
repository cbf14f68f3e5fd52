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
      default: safe.append(Self.isObeyed(scalar) ? "\u{FFFD}" : scalar)
      }
    }
    return String(safe)
  }

  private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true  // C0 and C1 controls, ESC and CSI among them
    case 0x2028, 0x2029: true  // lines, for whoever knows them
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true  // what turns the reading direction
    default: false
    }
  }
}
