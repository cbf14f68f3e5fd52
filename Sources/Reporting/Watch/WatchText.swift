import Programs
import FullScreen

/// A text that takes the place of the lists. Pure.
struct WatchText: Sendable {
  let title: String
  let lines: [String]

  static func help(width: Int) -> WatchText {
    let notes = [
      "A row with ! is one that somebody should look at; the thresholds are those of redress-monitor check.",
      "Nothing here can be changed, and the database is asked by one connection, one question at a time.",
    ]
    return WatchText(
      title: "Keys",
      lines: WatchKeys.help.flatMap { hanging($0.keys, $0.what, margin: 18, width: width) } + [""]
        + notes.flatMap { wrapped($0, to: width) })
  }

  /// Column by column, with nothing cut.
  static func row(_ row: WatchTable.Row, _ columns: [TextTable.Column], width: Int) -> WatchText {
    let margin = columns.map { DisplayWidth.of($0.heading) }.max().map { $0 + 2 } ?? 0
    let lines = zip(columns, row.cells).filter { $1.trend.isEmpty && !$1.text.isEmpty }.flatMap {
      column, cell in
      hanging(column.heading, cell.text, margin: margin, width: width)
    }
    return WatchText(title: row.cells.first?.text ?? "", lines: lines)
  }

  /// A word, and beside it a text that goes on below itself.
  private static func hanging(_ word: String, _ text: String, margin: Int, width: Int) -> [String] {
    let blanks = String(repeating: " ", count: margin)
    return wrapped(text, to: max(20, width - margin)).enumerated().map { index, line in
      (index == 0 ? word + blanks.dropFirst(DisplayWidth.of(word)) : blanks) + line
    }
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
