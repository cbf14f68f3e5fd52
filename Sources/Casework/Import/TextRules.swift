/// Which characters a text of the import formats may hold.
enum TextRules {
  /// C0 and C1 controls and DEL; a line break is one too.
  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
  }

  /// Characters that cannot be seen, or that turn the direction of writing (overrides, isolates, marks):
  /// with them two references that look alike are different ones.
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00AD, 0x034F, 0x061C, 0x180E, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// The text with CRLF and lone CR as LF, without control characters other than LF and tab, and whether
  /// any of those was there. NUL is not handled here: it is refused.
  static func cleanedFreeText(_ text: String) -> (text: String, removedControls: Bool) {
    guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" && $0 != "\t" }) else {
      return (text, false)
    }
    var cleaned = String.UnicodeScalarView()
    var removedControls = false
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n" where previous == "\r": break
      case "\r": cleaned.append("\n")
      case "\n", "\t": cleaned.append(scalar)
      case _ where isControl(scalar): removedControls = true
      default: cleaned.append(scalar)
      }
      previous = scalar
    }
    return (String(cleaned), removedControls)
  }

  /// Whether a mail program would take the address: a plain check (one `@`, a domain with a dot, no space,
  /// control, quotation mark or bracket, the lengths of RFC 5321), no attempt at the whole grammar. Letters
  /// outside ASCII are allowed.
  static func isEmailAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...64).contains(parts[0].utf8.count), text.utf8.count <= 254 else {
      return false
    }
    let forbidden: Set<Unicode.Scalar> = Set("\"(),:;<>[\\]".unicodeScalars)
    let isPlain = text.unicodeScalars.allSatisfy {
      !isControl($0) && !isInvisible($0) && !$0.properties.isWhitespace && !forbidden.contains($0)
    }
    let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
    return isPlain && labels.count >= 2
      && labels.allSatisfy { (1...63).contains($0.utf8.count) && $0.first != "-" && $0.last != "-" }
      && !parts[0].hasPrefix(".") && !parts[0].hasSuffix(".") && !parts[0].contains("..")
  }

  /// A language tag of the shape language[-Script][-REGION] (BCP 47), in its usual letter case; `pl_PL` is
  /// read as `pl-PL`. Nil for anything else.
  static func languageTag(_ text: String) -> String? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "_" }.map(String.init)
    guard parts.allSatisfy({ $0.utf8.allSatisfy(isLetterOrDigit) }), let language = parts.first,
      (2...3).contains(language.utf8.count), language.utf8.allSatisfy({ !isDigit($0) })
    else { return nil }
    var rest = parts.dropFirst()
    var tag = [language.lowercased()]
    if let script = rest.first, script.utf8.count == 4, script.utf8.allSatisfy({ !isDigit($0) }) {
      tag.append(script.prefix(1).uppercased() + script.dropFirst().lowercased())
      rest = rest.dropFirst()
    }
    if let region = rest.first {
      let isCountry = region.utf8.count == 2 && region.utf8.allSatisfy { !isDigit($0) }
      guard isCountry || (region.utf8.count == 3 && region.utf8.allSatisfy(isDigit)) else { return nil }
      tag.append(region.uppercased())
      rest = rest.dropFirst()
    }
    return rest.isEmpty ? tag.joined(separator: "-") : nil
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
