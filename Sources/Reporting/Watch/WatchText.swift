import Programs
import FullScreen

/// A text that takes the place of the lists. Pure.
struct WatchText: Sendable {
  let title: String
  let lines: [String]

  static let help = WatchText(
    title: "Keys",
    lines: WatchKeys.help.map { keys, what in
      keys + String(repeating: " ", count: max(1, 18 - keys.count)) + what
    } + [
      "",
      "A row with ! is one that somebody should look at; the thresholds are those of redress-monitor check.",
      "Nothing here can be changed, and the database is asked by one connection, one question at a time.",
    ])

  /// Column by column, with nothing cut.
  static func row(_ row: WatchTable.Row, _ columns: [TextTable.Column], width: Int) -> WatchText {
    let margin = columns.map { DisplayWidth.of($0.heading) }.max().map { $0 + 2 } ?? 0
    let lines = zip(columns, row.cells).filter { $1.trend.isEmpty && !$1.text.isEmpty }.flatMap {
      column, cell in
      let lead = column.heading + String(repeating: " ", count: margin - DisplayWidth.of(column.heading))
      let text = wrapped(cell.text.safeForTerminal(), to: max(20, width - margin))
      return text.enumerated().map { index, line in
        (index == 0 ? lead : String(repeating: " ", count: margin)) + line
      }
    }
    return WatchText(title: row.cells.first?.text ?? "", lines: lines)
  }

  static func story(_ story: WatchScene.Story, of reference: String, width: Int) -> WatchText {
    let lines =
      switch story {
      case .reading: ["Reading …"]
      case .failed(let reason): wrapped(reason, to: width)
      case .page(let page): PageText.lines(page, Terminal(width: width))
      }
    return WatchText(title: "Case \(reference)", lines: lines)
  }
}
