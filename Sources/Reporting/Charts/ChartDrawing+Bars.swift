import FullScreen
import Programs

/// Bars from left to right, one below the other, with their names before and their values behind them.
extension ChartDrawing {
  private static let rowHeight = 26.0
  private static let barHeight = 16.0
  private static let longestName = 32

  var bars: (svg: String, height: Double) {
    let names = chart.categories.map { DisplayWidth.truncated($0, to: Self.longestName) }
    let values = chart.categories.indices.map { category in
      chart.series.map { max(0, $0.values[category] ?? 0) }
    }
    let labels = chart.labels ?? values.map { chart.unit.text($0.reduce(0, +)) }
    let marks = chart.unit.marks(upTo: values.map { $0.reduce(0, +) }.max() ?? 0)
    let left = (names.map(textWidth).max() ?? 0) + 10
    let right = width - (labels.map(textWidth).max() ?? 0) - 10
    let scale = (right - left) / (marks.last ?? 1)
    let (legend, top) = self.legend { index, x, y in
      "<rect x=\"\(number(x))\" y=\"\(number(y - 7))\" width=\"20\" height=\"12\" \(paint(index)) />"
    }
    let bottom = top + Double(names.count) * Self.rowHeight
    let axis = marks.map { mark in
      line(left + mark * scale, top, left + mark * scale, bottom, style: mark == 0 ? "axis" : "grid")
        + text(chart.unit.markText(mark), x: left + mark * scale, y: bottom + 15, .middle, style: "mark")
    }
    let rows = names.indices.map { row in
      let y = top + Double(row) * Self.rowHeight + (Self.rowHeight - Self.barHeight) / 2
      var x = left
      var svg = text(names[row], x: left - 8, y: y + 12, .end)
      for (index, value) in values[row].enumerated() where value > 0 {
        svg +=
          "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(value * scale))\" height=\"\(number(Self.barHeight))\" \(paint(index)) />"
        x += value * scale
      }
      return svg + text(labels[row], x: x + 6, y: y + 12)
    }
    return (legend + axis.joined() + rows.joined(), bottom + 24)
  }
}
