import Programs

/// Lines from left to right in time, with a mark at each value and the last one written behind it.
extension ChartDrawing {
  private static let plotHeight = (wide: 180.0, small: 110.0)
  private static let dashes = ["", "7 4", "2 4", "9 3 2 3"]

  var lines: (svg: String, height: Double) {
    let values = chart.series.flatMap { $0.values.compactMap(\.self) }
    let marks = chart.unit.marks(upTo: values.max() ?? 0)
    let lasts = chart.series.map { series in series.values.compactMap(\.self).last.map(chart.unit.text) ?? ""
    }
    let left = (marks.map { textWidth(chart.unit.markText($0)) }.max() ?? 0) + 10
    let right = width - max(26, (lasts.map(textWidth).max() ?? 0) + 12)
    let (legend, legendHeight) = self.legend { index, x, y in
      line(x, y, x + 20, y, index) + mark(index, x + 10, y)
    }
    let top = legendHeight + 8
    let bottom = top + (chart.isSmall ? Self.plotHeight.small : Self.plotHeight.wide)
    let scale = (bottom - top) / (marks.last ?? 1)
    let step = chart.categories.count > 1 ? (right - left) / Double(chart.categories.count - 1) : 0
    let first = chart.categories.count > 1 ? left : (left + right) / 2
    let axis = marks.map { mark in
      line(left, bottom - mark * scale, right, bottom - mark * scale, style: mark == 0 ? "axis" : "grid")
        + text(chart.unit.markText(mark), x: left - 6, y: bottom - mark * scale + 4, .end, style: "mark")
    }
    let days = shownCategories(in: right - left).map { index in
      text(chart.categories[index], x: first + Double(index) * step, y: bottom + 16, .middle, style: "mark")
    }
    var written: [Double] = []
    let drawn = chart.series.indices.map { index in
      let points = chart.series[index].values.enumerated().map { position, value in
        value.map { (x: first + Double(position) * step, y: bottom - max(0, $0) * scale) }
      }
      let known = points.compactMap(\.self)
      var svg = runs(points).map { path($0, index) }.joined()
      svg += known.map { mark(index, $0.x, $0.y) }.joined()
      // Two values in one place could not be read; the table has both.
      if let last = known.last, !written.contains(where: { abs($0 - last.y) < 12 }) {
        written.append(last.y)
        svg += text(lasts[index], x: last.x + 8, y: last.y + 4)
      }
      return svg
    }
    return (legend + axis.joined() + days.joined() + drawn.joined(), bottom + 24)
  }

  private typealias Point = (x: Double, y: Double)

  /// Values that follow one another without a gap.
  private func runs(_ points: [Point?]) -> [[Point]] {
    points.split { $0 == nil }.map { $0.compactMap(\.self) }
  }

  private func path(_ points: [Point], _ series: Int) -> String {
    let steps = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(number($1.x)) \(number($1.y))" }
    return "<path d=\"\(steps.joined())\" \(stroke(series))/>"
  }

  private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ series: Int) -> String {
    path([(x1, y1), (x2, y2)], series)
  }

  private func stroke(_ series: Int) -> String {
    let dash = Self.dashes[series % Self.dashes.count]
    return "class=\"line l\(series + 1)\"" + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }

  /// A disc, a square, a triangle, a diamond.
  private func mark(_ series: Int, _ x: Double, _ y: Double) -> String {
    let shape =
      switch series % 4 {
      case 0: "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z"
      case 1: "M-3.5 -3.5h7v7h-7z"
      case 2: "M0 -4.5L4.5 3.5h-9z"
      default: "M0 -5L5 0L0 5L-5 0z"
      }
    return
      "<path d=\"\(shape)\" transform=\"translate(\(number(x)) \(number(y)))\" class=\"s\(series + 1)\"/>"
  }

  /// As many as have room, from the first on.
  private func shownCategories(in space: Double) -> [Int] {
    let needed = (chart.categories.map(textWidth).max() ?? 0) + 12
    let room = max(1, Int(space / needed))
    let each = max(1, (chart.categories.count + room - 1) / room)
    return Array(stride(from: 0, to: chart.categories.count, by: each))
  }
}
