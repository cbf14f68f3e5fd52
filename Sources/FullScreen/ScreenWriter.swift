/// Makes a terminal show a screen, by what has changed since the last one. Pure: it returns the bytes.
///
/// Only ECMA-48 sequences that every terminal and multiplexer knows: move, erase, style. The cursor is moved anew behind each
/// character that is not ASCII: a terminal that thinks otherwise of its width shows this one wrong, and not the rest of the row.
package struct ScreenWriter: Sendable {
  private let hasColour: Bool
  private var shown: Screen?

  package init(hasColour: Bool) { self.hasColour = hasColour }

  /// What the terminal shows is no longer known: the next screen is drawn whole.
  package mutating func forget() { shown = nil }

  /// The bytes that lead from the last screen to this one; none when they are equal.
  package mutating func update(to screen: Screen) -> [UInt8] {
    let isWhole = shown?.size != screen.size
    let before = isWhole ? Screen(screen.size) : shown!
    var output = Output(hasColour: hasColour, text: isWhole ? "\u{1B}[0m\u{1B}[2J" : "")
    for row in 0..<screen.size.rows {
      for column in 0..<screen.size.columns {
        let cell = screen.cell(column, row)
        if cell != before.cell(column, row) { output.put(cell, column, row) }
      }
    }
    shown = screen
    guard !output.text.isEmpty else { return [] }
    return Array((output.text + Style.plain.sequence(hasColour: false)).utf8)
  }

  /// Where the terminal's cursor is, and what it writes like.
  private struct Output {
    let hasColour: Bool
    var text: String
    private var cursor: (column: Int, row: Int)?
    private var style: Style?

    init(hasColour: Bool, text: String) {
      self.hasColour = hasColour
      self.text = text
    }

    mutating func put(_ cell: Screen.Cell, _ column: Int, _ row: Int) {
      // The right half is drawn with its left one, which has changed as well.
      guard let character = cell.character else { return }
      if cursor == nil || cursor! != (column, row) { text += "\u{1B}[\(row + 1);\(column + 1)H" }
      if style != cell.style { text += cell.style.sequence(hasColour: hasColour) }
      text.append(character)
      style = cell.style
      cursor = character.isASCII ? (column + 1, row) : nil
    }
  }
}
