/// How a cell looks. Colours are those of the terminal's own palette, which its user has chosen to be readable.
package struct Style: Hashable, Sendable {
  /// The raw value is the palette's number.
  package enum Colour: UInt8, Hashable, Sendable {
    case red = 1
    case green, yellow, blue, magenta, cyan
  }

  package var colour: Colour?
  package var isBold = false
  package var isDim = false
  package var isUnderlined = false
  package var isReversed = false

  package init(
    _ colour: Colour? = nil, bold: Bool = false, dim: Bool = false, underlined: Bool = false,
    reversed: Bool = false
  ) {
    self.colour = colour
    isBold = bold
    isDim = dim
    isUnderlined = underlined
    isReversed = reversed
  }

  package static let plain = Style()

  /// The sequence that makes a terminal write like this, whatever it wrote like before.
  func sequence(hasColour: Bool) -> String {
    var codes = ["0"]
    if isBold { codes.append("1") }
    if isDim { codes.append("2") }
    if isUnderlined { codes.append("4") }
    if isReversed { codes.append("7") }
    if hasColour, let colour { codes.append("3\(colour.rawValue)") }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}
