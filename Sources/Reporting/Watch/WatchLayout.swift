import FullScreen

/// Which rows of the window are for what. Pure.
///
/// The header shrinks first, then the lists: each needs two rows, and where there are not enough the current one stays and the
/// others go, the last one first. What is left over goes round to those that have more to show.
struct WatchLayout: Sendable, Hashable {
  struct Panel: Sendable, Hashable {
    let list: WatchList
    /// Of the heading.
    let top: Int
    /// Below the heading.
    var rows: Int
  }

  /// Lines above: which database and when; what is alarming; how fast; what waits for people.
  let header: Int
  private(set) var panels: [Panel] = []
  /// Where a text goes, below its title.
  let textRows: Range<Int>
  /// `nil` when the window is too small for anything.
  let footer: Int?

  static let leastColumns = 24
  static let leastRows = 4

  init(_ scene: WatchScene) {
    let size = scene.size
    guard size.columns >= Self.leastColumns, size.rows >= Self.leastRows else {
      (header, textRows, footer) = (0, 0..<0, nil)
      return
    }
    header = size.rows >= 20 ? 4 : size.rows >= 10 ? 2 : 1
    footer = size.rows - 1
    textRows = header + 1..<size.rows - 1
    let state = scene.state
    switch state.place {
    case .list: panels = [Panel(list: state.list, top: header, rows: textRows.count)]
    case .overview:
      let needs = WatchList.allCases.map { list in
        (list, max(1, scene.figures.map { state.rows(list, of: $0).count } ?? 1))
      }
      panels = Self.panels(needs, current: state.list, in: header..<size.rows - 1)
    case .row, .story, .help: break
    }
  }

  private static func panels(
    _ needs: [(list: WatchList, rows: Int)], current: WatchList, in rows: Range<Int>
  ) -> [Panel] {
    var shown = needs
    while shown.count > 1, 2 * shown.count > rows.count {
      shown.remove(at: shown.lastIndex { $0.list != current }!)
    }
    var heights = shown.map { _ in 1 }
    var free = rows.count - 2 * shown.count
    // A blank line between lists, where there is plenty.
    let wanted = shown.reduce(0) { $0 + $1.rows - 1 }
    let gap = free >= wanted + shown.count - 1 ? 1 : 0
    while free > 0, shown.indices.contains(where: { heights[$0] < shown[$0].rows }) {
      for index in shown.indices where heights[index] < shown[index].rows && free > 0 {
        heights[index] += 1
        free -= 1
      }
    }
    var top = rows.lowerBound
    return shown.indices.map { index in
      defer { top += 1 + heights[index] + gap }
      return Panel(list: shown[index].list, top: top, rows: heights[index])
    }
  }
}
