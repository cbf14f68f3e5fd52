import FullScreen
import Monitoring
import Programs

/// Draws a scene. Pure. Nothing is said by colour alone: an alarming row has a `!`, the selected one a `>`.
struct WatchPainter {
  private let scene: WatchScene
  private let layout: WatchLayout
  private var drawn: Screen

  private static let alarm = Style(.red, bold: true)
  private static let quiet = Style(dim: true)
  /// Columns before a row for its marks.
  private static let margin = 3

  init(_ scene: WatchScene) {
    self.scene = scene
    layout = scene.layout
    drawn = Screen(scene.size, isUnicode: scene.isUnicode)
  }

  private var width: Int { scene.size.columns }
  private var state: WatchState { scene.state }

  mutating func screen() -> Screen {
    guard let footer = layout.footer else {
      drawn.put("The window is too small.", 0, 0)
      return drawn
    }
    paintHeader()
    if let text = scene.text {
      paint(text)
    } else {
      for panel in layout.panels { paint(panel) }
    }
    paintFooter(footer)
    return drawn
  }

  // MARK: - Above

  private mutating func paintHeader() {
    let words = scene.link.words(isPaused: state.isPaused)
    let right = width - words.count
    drawn.put(words, right, 0, words.first?.isUppercase == true ? Self.alarm : Self.quiet)
    drawn.put(scene.figures.map(Self.title) ?? "redress", 0, 0, width: right - 1, Style(bold: true))
    var row = 1
    func fits() -> Bool { row < layout.header }
    if let warning = scene.link.warning, fits() {
      drawn.put(warning, 0, row, Style(.red, bold: true, reversed: true))
      row += 1
    }
    guard let figures = scene.figures, fits() else { return }
    paintAlarms(figures.alarms, row)
    row += 1
    guard fits() else { return }
    let next = drawn.put(figures.rates, 0, row)
    drawn.put(
      Sparkline.text(
        figures.done, width: max(0, min(WatchHistory.most, width - next - 2)), isUnicode: scene.isUnicode),
      next + 2, row, Style(.green))
    row += 1
    if fits() { drawn.put(figures.attention, 0, row) }
  }

  private static func title(_ figures: WatchFigures) -> String {
    let moment = figures.moment
    let now = secondText(moment.serverTime)
    guard moment.isSandbox else { return "redress \(now)  \(figures.server)" }
    return "redress \(now)  SANDBOX \(instantText(moment.businessTime))  \(figures.server)"
  }

  private mutating func paintAlarms(_ alarms: [WatchFigures.Alarm], _ row: Int) {
    guard !alarms.isEmpty else {
      drawn.put("nothing is alarming", 0, row, Style(.green))
      return
    }
    var column = 0
    for alarm in alarms {
      let style = alarm.isCritical ? Self.alarm : Style(.yellow)
      column = drawn.put("! \(alarm.text)", column, row, style) + 2
    }
  }

  // MARK: - Lists

  private mutating func paint(_ panel: WatchLayout.Panel) {
    let isCurrent = panel.list == state.list
    let list = state[panel.list]
    let table = scene.figures?[panel.list]
    let rows = scene.figures.map { state.rows(panel.list, of: $0) } ?? []
    let columns = table?.columns ?? []
    let headings = self.headings(panel.list, columns, shown: rows.count, of: table?.rows.count ?? 0)
    let widths = self.widths(columns, headings, rows)
    paintHeading(headings, columns, widths, panel, isCurrent: isCurrent)
    let visible = rows.dropFirst(list.top).prefix(panel.rows)
    for (index, row) in zip(visible.indices, visible) {
      let isSelected = isCurrent && index == list.index
      paint(row, columns, widths, panel.top + 1 + index - list.top, isSelected: isSelected)
    }
    guard rows.isEmpty else { return }
    let words =
      scene.figures == nil
      ? "Not read yet."
      : list.filter.isEmpty
        ? panel.list.nothing
        : "No row has \"\(list.filter)\"; Esc shows all."
    drawn.put(words, Self.margin, panel.top + 1, Self.quiet)
  }

  /// Here dispensable columns go before others are cut, and trends get what is left over.
  private func widths(_ columns: [TextTable.Column], _ headings: [String], _ rows: [WatchTable.Row]) -> [Int]
  {
    let room = width - Self.margin
    var natural = columns.indices.map { index in
      rows.map { DisplayWidth.of($0.cells[index].text) }.reduce(
        max(DisplayWidth.of(headings[index]), columns[index].isRightAligned ? 5 : 8), max)
    }
    func total(_ widths: [Int]) -> Int { widths.reduce(0) { $1 > 0 ? $0 + $1 + 2 : $0 } - 2 }
    func wanted() -> [Int] {
      columns.indices.map { columns[$0].isFlexible ? min(natural[$0], Self.leastText) : natural[$0] }
    }
    for index in columns.indices.reversed() where columns[index].isDispensable && total(wanted()) > room {
      natural[index] = 0
    }
    var widths = TextTable.Column.widths(columns, natural, fittedTo: room)
    let trend = columns.indices.first { index in rows.contains { !$0.cells[index].trend.isEmpty } }
    if let trend { widths[trend] += max(0, min(Self.mostTrend - widths[trend], room - total(widths))) }
    return widths
  }

  /// What a long text is left before other columns go.
  private static let leastText = 24
  /// Columns of a trend at most.
  private static let mostTrend = 30

  /// The list's name comes first, with how many there are; the sorted column shows in which direction.
  private func headings(_ list: WatchList, _ columns: [TextTable.Column], shown: Int, of all: Int) -> [String]
  {
    let sort = state[list].sort
    let up = scene.isUnicode ? "▲" : "^"
    let down = scene.isUnicode ? "▼" : "v"
    return columns.indices.map { index in
      var heading = columns[index].heading
      if index == 0 {
        if list == .cases, let clock = state.clock { heading += " \(clock)" }
        heading +=
          state[list].filter.isEmpty ? " (\(countText(all)))" : " (\(countText(shown)) of \(countText(all)))"
      }
      if let sort, sort.column == index { heading += sort.isDescending ? down : up }
      return heading
    }
  }

  private mutating func paintHeading(
    _ headings: [String], _ columns: [TextTable.Column], _ widths: [Int], _ panel: WatchLayout.Panel,
    isCurrent: Bool
  ) {
    let style = isCurrent ? Style(bold: true, reversed: true) : Style(.cyan, bold: true, underlined: true)
    drawn.put(String(repeating: " ", count: width), 0, panel.top, style)
    drawn.put("\(panel.list.rawValue)\(columns.isEmpty ? "  \(panel.list)" : "")", 0, panel.top, style)
    put(headings, columns, widths, panel.top) { _ in style }
  }

  private mutating func paint(
    _ row: WatchTable.Row, _ columns: [TextTable.Column], _ widths: [Int], _ line: Int, isSelected: Bool
  ) {
    let texts = row.cells.indices.map { index in
      let cell = row.cells[index]
      guard !cell.trend.isEmpty else { return cell.text }
      return Sparkline.text(cell.trend, width: widths[index], isUnicode: scene.isUnicode)
    }
    put(texts, columns, widths, line) { index in
      row.cells[index].isAlarming ? Self.alarm : row.cells[index].trend.isEmpty ? .plain : Style(.green)
    }
    if row.isAlarming { drawn.put("!", 1, line, Self.alarm) }
    guard isSelected else { return }
    drawn.put(">", 0, line)
    drawn.restyle(0..<width, line) { $0.isReversed = true }
  }

  private mutating func put(
    _ texts: [String], _ columns: [TextTable.Column], _ widths: [Int], _ line: Int,
    style: (Int) -> Style
  ) {
    var column = Self.margin
    for index in columns.indices where widths[index] > 0 {
      let text = texts[index]
      let blanks = columns[index].isRightAligned ? max(0, widths[index] - DisplayWidth.of(text)) : 0
      drawn.put(text, column + blanks, line, width: widths[index] - blanks, style(index))
      column += widths[index] + 2
    }
  }

  // MARK: - Texts and below

  private mutating func paint(_ text: WatchText) {
    let top = layout.header
    drawn.put(String(repeating: " ", count: width), 0, top, Style(bold: true, reversed: true))
    drawn.put(text.title, 0, top, Style(bold: true, reversed: true))
    let visible = text.lines.dropFirst(state.offset).prefix(layout.textRows.count)
    for (index, line) in visible.enumerated() { drawn.put(line, 0, layout.textRows.lowerBound + index) }
    guard text.lines.count > layout.textRows.count else { return }
    let words = "lines \(state.offset + 1)-\(state.offset + visible.count) of \(text.lines.count)"
    drawn.put(words, max(0, width - words.count), top, Style(bold: true, reversed: true))
  }

  private mutating func paintFooter(_ row: Int) {
    if state.isTyping {
      let end = drawn.put("/\(state.current.filter)", 0, row, Style(bold: true))
      drawn.put(" ", min(end, width - 1), row, Style(reversed: true))
      drawn.put("Enter keeps it, Esc shows all", end + 2, row, Self.quiet)
      return
    }
    var column = 0
    if !state.current.filter.isEmpty, scene.text == nil {
      column = drawn.put("/\(state.current.filter)", 0, row, Style(bold: true)) + 2
    }
    let keys = scene.text == nil ? WatchKeys.short : ["Esc back", "? help", "q quit", "Up Down PgUp PgDn"]
    for key in keys where column + key.count <= width { column = drawn.put(key, column, row, Self.quiet) + 2 }
  }
}
