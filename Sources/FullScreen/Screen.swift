/// What a window shall show: a grid of cells. Pure; `ScreenWriter` makes a terminal show it.
///
/// Whatever is put on it stays within its bounds and is shown, not obeyed: control characters become `�`, line feeds and tabs
/// blanks, and nothing wider than its cells gets in. Of characters that are joined of several (a family of emoji) the first is shown, as
/// terminals do not agree on their width. Without Unicode all that is not ASCII becomes `?`.
package struct Screen: Hashable, Sendable {
  package struct Size: Hashable, Sendable {
    package let columns: Int
    package let rows: Int

    package init(columns: Int, rows: Int) {
      self.columns = max(0, columns)
      self.rows = max(0, rows)
    }
  }

  struct Cell: Hashable, Sendable {
    /// `nil`: the right half of the wide character before it.
    var character: Character?
    var style: Style

    static let blank = Cell(character: " ", style: .plain)
  }

  package let size: Size
  package let isUnicode: Bool
  private var cells: [Cell]

  package init(_ size: Size, isUnicode: Bool = true) {
    self.size = size
    self.isUnicode = isUnicode
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  func cell(_ column: Int, _ row: Int) -> Cell { cells[row * size.columns + column] }

  /// Writes a text into one row and returns the column behind it.
  ///
  /// - Parameter width: columns that it may take; what is more is cut off and the last of them shows `…`. `nil`: up to the edge.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, _ column: Int, _ row: Int, width: Int? = nil, _ style: Style = .plain
  ) -> Int {
    let end = min(size.columns, width.map { column + max(0, $0) } ?? size.columns)
    guard (0..<size.rows).contains(row), column >= 0, column < end else { return column }
    var next = column
    for character in text {
      guard let shown = shown(character) else { continue }
      let columns = DisplayWidth.of(shown)
      guard next + columns <= end else {
        set(isUnicode ? "…" : "~", end - 1, row, style)
        return end
      }
      next = set(shown, next, row, style)
    }
    return next
  }

  /// Gives a stretch of a row a style, without changing what stands there.
  package mutating func restyle(_ columns: Range<Int>, _ row: Int, _ change: (inout Style) -> Void) {
    guard (0..<size.rows).contains(row) else { return }
    for column in columns.clamped(to: 0..<size.columns) { change(&cells[row * size.columns + column].style) }
  }

  /// The rows as text, without the blanks at their ends.
  package var lines: [String] {
    (0..<size.rows).map { row in
      let characters = (0..<size.columns).compactMap { cell($0, row).character }
      let count = characters.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      return String(characters.prefix(count))
    }
  }

  /// Puts one character; whoever loses a half to it becomes blank.
  @discardableResult
  private mutating func set(_ character: Character, _ column: Int, _ row: Int, _ style: Style) -> Int {
    let columns = DisplayWidth.of(character)
    let first = row * size.columns + column
    if cells[first].character == nil { cells[first - 1].character = " " }
    let next = first + columns
    if column + columns < size.columns, cells[next].character == nil { cells[next].character = " " }
    cells[first] = Cell(character: character, style: style)
    for index in first + 1..<max(first + 1, next) { cells[index] = Cell(character: nil, style: style) }
    return column + columns
  }

  /// What a terminal may be given for it; `nil` when it takes no column of its own.
  private func shown(_ character: Character) -> Character? {
    if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) { return character }
    if character == "\n" || character == "\r\n" || character == "\t" { return " " }
    if character.unicodeScalars.contains(where: \.isObeyedByTerminals) { return isUnicode ? "\u{FFFD}" : "?" }
    guard isUnicode else { return DisplayWidth.of(character) > 0 ? "?" : nil }
    let scalars = character.unicodeScalars
    let marks = scalars.dropFirst().filter(Self.isMark).prefix(Self.mostMarks)
    let shown = Character(String(String.UnicodeScalarView(scalars.prefix(1) + marks)))
    return DisplayWidth.of(shown) > 0 ? shown : nil
  }

  /// A mark that takes no column; not one that asks for another form, of whose width terminals think differently.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: !scalar.properties.isVariationSelector
    default: false
    }
  }

  /// Nobody needs more on one letter, and a thousand of them are an attack.
  private static let mostMarks = 4
}
