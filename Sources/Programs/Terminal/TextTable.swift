import FullScreen

/// Rows under headings, aligned by what a terminal shows, not by characters.
///
/// No lines are drawn: columns are two blanks apart, and a heading is underlined by its weight. Into a pipe the cells
/// are whole; in a window the flexible columns give way until the rows fit, and where that is not enough the dispensable ones go.
package struct TextTable: Sendable {
  /// How a column stands.
  package struct Column: Sendable, Hashable {
    package let heading: String
    package let isRightAligned: Bool
    /// May be cut to fit the window.
    package var isFlexible = false
    /// May be left out in a window that is too narrow for all.
    package var isDispensable = false
    /// Goes on below itself instead of being cut.
    package var isProse = false

    var leastWidth: Int { isProse ? 24 : 8 }

    package static func text(_ heading: String) -> Column {
      Column(heading: heading, isRightAligned: false)
    }

    package static func flexible(_ heading: String) -> Column {
      Column(heading: heading, isRightAligned: false, isFlexible: true)
    }

    /// Flexible, and the first to go: what a person could look up elsewhere.
    package static func dispensable(_ heading: String) -> Column {
      Column(heading: heading, isRightAligned: false, isFlexible: true, isDispensable: true)
    }

    /// Sentences: as wide as the window leaves, and as many lines as they need. For the last column.
    package static func prose(_ heading: String) -> Column {
      Column(heading: heading, isRightAligned: false, isFlexible: true, isProse: true)
    }

    package static func number(_ heading: String) -> Column {
      Column(heading: heading, isRightAligned: true)
    }
  }

  private let columns: [Column]
  private var rows: [[String]] = []

  package init(_ columns: Column...) { self.columns = columns }

  package init(_ columns: [Column]) { self.columns = columns }

  package var isEmpty: Bool { rows.isEmpty }

  /// Adds a row; one cell a column. What a terminal would obey is made visible.
  package mutating func add(_ cells: String...) { add(cells) }

  package mutating func add(_ cells: [String]) {
    precondition(cells.count == columns.count, "\(cells.count) cells for \(columns.count) columns")
    rows.append(cells.map { $0.safeForTerminal() })
  }

  /// The lines, heading first; none when there is no row.
  package func lines(for terminal: Terminal, indent: Int = 0) -> [String] {
    lines(width: terminal.width, indent: indent, heading: terminal.bold)
  }

  func lines(width: Int?, indent: Int = 0, heading: (String) -> String = { $0 }) -> [String] {
    guard !rows.isEmpty else { return [] }
    let widths = fitted(to: width.map { $0 - indent })
    return [heading(line(columns.map(\.heading), widths, indent))]
      + rows.flatMap { parts($0, widths).map { line($0, widths, indent) } }
  }

  /// The lines of a row, cell by cell: more than one where a sentence goes on.
  private func parts(_ cells: [String], _ widths: [Int]) -> [[String]] {
    let lines = zip(columns.indices, cells).map { index, cell in
      columns[index].isProse ? wrapped(cell, to: widths[index]) : [cell]
    }
    let most = lines.map(\.count).max() ?? 1
    return (0..<most).map { number in lines.map { number < $0.count ? $0[number] : "" } }
  }

  private func line(_ cells: [String], _ widths: [Int], _ indent: Int) -> String {
    var line = String(repeating: " ", count: indent)
    for (index, column) in columns.enumerated() where widths[index] > 0 {
      let cell = DisplayWidth.truncated(cells[index], to: widths[index])
      let padding = String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
      line += column.isRightAligned ? padding + cell : cell + padding
      line += "  "
    }
    while line.last == " " { line.removeLast() }
    return line
  }

  private func fitted(to width: Int?) -> [Int] {
    let natural = columns.indices.map { index in
      rows.map { DisplayWidth.of($0[index]) }.reduce(DisplayWidth.of(columns[index].heading), max)
    }
    return Column.widths(columns, natural, fittedTo: width)
  }
}
