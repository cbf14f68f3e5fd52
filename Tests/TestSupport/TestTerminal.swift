import FullScreen

/// A terminal as far as programs here use one: it takes bytes, however they are split, and tells what would be on the screen.
///
/// A sequence that it does not know is a finding, not something to be passed over: a real terminal might do anything.
package struct TestTerminal: Sendable {
  package private(set) var isAlternate = false
  package private(set) var hasCursor = true
  package private(set) var wraps = true
  /// Sequences that are none of those that may be used.
  package private(set) var unknown: [String] = []
  package private(set) var usedColour = false
  /// Control characters that came.
  package private(set) var controls = 0
  private var cells: [[String]]
  private var reversed: [[Bool]]
  private var isReversed = false
  private var column = 0
  private var row = 0
  private var pending: [UInt8] = []

  package init(columns: Int, rows: Int) {
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    reversed = Array(repeating: Array(repeating: false, count: columns), count: rows)
  }

  /// Everything on the screen is gone.
  package mutating func resize(columns: Int, rows: Int) {
    cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
    reversed = Array(repeating: Array(repeating: false, count: columns), count: rows)
    (column, row) = (0, 0)
  }

  /// The rows, without the blanks at their ends.
  package var lines: [String] {
    cells.map { row in
      let count = row.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      return row.prefix(count).joined()
    }
  }

  package var text: String { lines.joined(separator: "\n") }

  /// The rows of which every cell is shown reversed.
  package var reversedLines: [String] { zip(lines, reversed).filter { $1.allSatisfy(\.self) }.map(\.0) }

  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    while let first = pending.first {
      if first == 0x1B {
        guard let end = sequenceEnd() else { return }
        obey(String(decoding: pending[...end], as: UTF8.self))
        pending.removeFirst(end + 1)
      } else {
        let count = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
        guard pending.count >= count else { return }
        for scalar in String(decoding: pending.prefix(count), as: UTF8.self).unicodeScalars { put(scalar) }
        pending.removeFirst(count)
      }
    }
  }

  private func sequenceEnd() -> Int? {
    guard pending.count > 1 else { return nil }
    guard pending[1] == 0x5B else { return 1 }
    return pending.indices.dropFirst(2).first { (0x40..<0x7F).contains(pending[$0]) }
  }

  private mutating func obey(_ sequence: String) {
    let parameters = String(sequence.dropFirst(2).dropLast())
    let numbers = parameters.split(separator: ";").compactMap { Int($0) }
    switch (parameters.first, sequence.last) {
    case ("?", "h"), ("?", "l"): mode(parameters, sequence.last == "h", sequence)
    case (_, "H"):
      row = max(0, min(cells.count - 1, (numbers.first ?? 1) - 1))
      column = max(0, min(cells[0].count - 1, (numbers.dropFirst().first ?? 1) - 1))
    case (_, "J") where numbers == [2]:
      for row in cells.indices {
        for column in cells[row].indices { (cells[row][column], reversed[row][column]) = (" ", false) }
      }
    case (_, "m"):
      isReversed = numbers.contains(7)
      usedColour = usedColour || numbers.contains { (30..<50).contains($0) || $0 >= 90 }
    default: unknown.append(sequence)
    }
  }

  private mutating func mode(_ parameters: String, _ isOn: Bool, _ sequence: String) {
    switch parameters {
    case "?1049": isAlternate = isOn
    case "?25": hasCursor = isOn
    case "?7": wraps = isOn
    default: unknown.append(sequence)
    }
  }

  /// What shells write; nothing that draws needs them.
  private mutating func control(_ scalar: Unicode.Scalar) {
    controls += 1
    switch scalar {
    case "\r": column = 0
    case "\n" where row + 1 < cells.count: row += 1
    case "\n":
      cells.append(Array(repeating: " ", count: cells.removeFirst().count))
      reversed.append(Array(repeating: false, count: reversed.removeFirst().count))
    default: break
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    guard !scalar.isObeyedByTerminals else { return control(scalar) }
    let width = DisplayWidth.of(Character(scalar))
    guard width > 0 else {
      // A mark goes to what was written before it.
      var before = max(0, column - 1)
      while before > 0, cells[row][before].isEmpty { before -= 1 }
      cells[row][before].unicodeScalars.append(scalar)
      return
    }
    guard column < cells[row].count else { return }
    (cells[row][column], reversed[row][column]) = (String(Character(scalar)), isReversed)
    if width == 2, column + 1 < cells[row].count {
      (cells[row][column + 1], reversed[row][column + 1]) = ("", isReversed)
    }
    column += width
  }
}
