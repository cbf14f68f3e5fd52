extension TextTable.Column {
  /// The columns' widths in a window. Dispensable columns go, the last one first, where even the least widths do not fit; then the
  /// flexible ones lose, the widest first, what is too much, down to eight columns each, and sentences to 24.
  ///
  /// - Parameters:
  ///   - natural: the widths with which nothing is cut.
  ///   - width: of the window, with two blanks between the columns; `nil`: it is endless.
  /// - Returns: 0 for a column that is left out.
  package static func widths(_ columns: [Self], _ natural: [Int], fittedTo width: Int?) -> [Int] {
    var widths = natural
    guard let width else { return widths }
    let least = { (widths: [Int]) in
      columns.indices.map { columns[$0].isFlexible ? min(columns[$0].leastWidth, widths[$0]) : widths[$0] }
    }
    for index in columns.indices.reversed() where columns[index].isDispensable && total(least(widths)) > width
    {
      widths[index] = 0
    }
    var excess = total(widths) - width
    while excess > 0 {
      let candidates = columns.indices.filter {
        columns[$0].isFlexible && widths[$0] > columns[$0].leastWidth
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  /// With two blanks between the columns that are shown.
  private static func total(_ widths: [Int]) -> Int {
    let shown = widths.filter { $0 > 0 }
    return shown.reduce(0, +) + 2 * max(0, shown.count - 1)
  }
}
