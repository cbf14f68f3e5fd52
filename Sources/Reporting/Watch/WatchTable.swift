import Programs

/// Rows of the live view, which can be sorted by any column, filtered and found again after the next look.
struct WatchTable: Sendable, Hashable {
  /// What a cell is sorted by: what it means, not how it is written. Nothing comes before everything.
  enum Order: Sendable, Hashable, Comparable {
    case nothing
    case number(Double)
    case text(String)
  }

  struct Cell: Sendable, Hashable {
    let text: String
    let order: Order
    /// Somebody should look; the row is marked as well, for eyes and terminals without colour.
    var isAlarming = false
    /// Drawn as a line instead of the text, the latest at the right.
    var trend: [Double] = []

    /// What a terminal would obey is made visible.
    init(_ text: String, order: Order? = nil, isAlarming: Bool = false) {
      self.text = text.safeForTerminal()
      self.order = order ?? (text.isEmpty ? .nothing : .text(text.lowercased()))
      self.isAlarming = isAlarming
    }

    static func count(
      _ count: some BinaryInteger, isAtLeast: Bool = false, isAlarming: Bool = false
    ) -> Self {
      Self(
        countText(count, isAtLeast: isAtLeast), order: .number(Double(count)), isAlarming: isAlarming)
    }

    static func rate(_ perSecond: Double) -> Self { Self(rateText(perSecond), order: .number(perSecond)) }

    static func span(_ seconds: Double?) -> Self {
      guard let seconds else { return Self("") }
      return Self(durationText(seconds), order: .number(seconds))
    }

    static func trend(_ samples: [Double]) -> Self {
      var cell = Self("", order: samples.last.map { .number($0) })
      cell.trend = samples
      return cell
    }
  }

  struct Row: Sendable, Hashable {
    /// By which it is found again.
    let id: String
    let cells: [Cell]
    /// The case that it is about.
    var reference: String?

    var isAlarming: Bool { cells.contains(where: \.isAlarming) }
  }

  /// By which column, from 0.
  struct Sort: Sendable, Hashable {
    var column: Int
    var isDescending: Bool
  }

  let columns: [TextTable.Column]
  let rows: [Row]

  /// The rows that hold the filter's text in any cell, whatever its case, sorted; equal ones stay as they were.
  func arranged(_ sort: Sort?, filter: String) -> [Row] {
    let wanted = filter.lowercased()
    let kept =
      wanted.isEmpty
      ? rows
      : rows.filter { row in
        row.cells.contains { $0.text.lowercased().contains(wanted) }
      }
    guard let sort, columns.indices.contains(sort.column) else { return kept }
    return kept.enumerated().sorted { left, right in
      let (first, second) = (left.element.cells[sort.column].order, right.element.cells[sort.column].order)
      guard first != second else { return left.offset < right.offset }
      return sort.isDescending ? first > second : first < second
    }.map(\.element)
  }
}
