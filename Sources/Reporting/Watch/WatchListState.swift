import Programs

/// How a person looks at one list: in which order, at which part, at which row. Pure.
struct WatchListState: Sendable, Hashable {
  /// `nil`: as the list comes.
  private(set) var sort: WatchTable.Sort?
  var filter = ""
  /// Of the selected row among those that are shown.
  private(set) var index = 0
  /// Of the first row that is on the screen.
  private(set) var top = 0
  /// The row that somebody went to: it stays selected wherever it goes. `nil`: nobody has moved yet.
  private var chosen: String?

  mutating func move(by step: Int, in rows: [WatchTable.Row]) {
    guard !rows.isEmpty else { return }
    index = max(0, min(rows.count - 1, index + step))
    chosen = rows[index].id
  }

  /// Nothing is chosen any more; the list is shown from its beginning.
  mutating func start() { (index, top, chosen) = (0, 0, nil) }

  /// The next column, or the one before; beyond the last one, as the list comes. Numbers begin with the largest.
  mutating func sortByNext(_ step: Int, of table: WatchTable) {
    let count = table.columns.count + 1
    let place = (((sort?.column ?? -1) + 1 + step) % count + count) % count
    sort =
      place == 0
      ? nil
      : WatchTable.Sort(
        column: place - 1, isDescending: table.columns[place - 1].isRightAligned)
    start()
  }

  mutating func turn() {
    sort?.isDescending.toggle()
    start()
  }

  /// Fits the selection to what is there now, and the part that is shown to the selection.
  ///
  /// - Parameter visible: rows that are on the screen.
  mutating func settle(_ rows: [WatchTable.Row], visible: Int) {
    index = chosen.flatMap { id in rows.firstIndex { $0.id == id } } ?? max(0, min(index, rows.count - 1))
    if chosen != nil { chosen = rows.isEmpty ? nil : rows[index].id }
    top = max(min(top, index), index - max(1, visible) + 1)
    top = max(0, min(top, rows.count - visible))
  }
}
