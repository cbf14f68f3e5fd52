import Complaints
import Foundation
import FullScreen
import Programs

/// A chart as SVG, for the page that it stands in: whose style sheet colours the classes `s1` to `s4`, text, lines and ground.
///
/// Series differ in colour, and in black and white in what fills them, or in dashes and marks. Everything that is said is text.
struct ChartDrawing {
  let chart: Chart
  /// Of the drawing in its page.
  let id: String

  /// In units of the drawing, which is scaled to the page; text is 12 high, a digit about 6.6 wide.
  static let wide = 640.0
  static let small = 312.0

  var width: Double { chart.isSmall ? Self.small : Self.wide }

  var svg: String {
    let (body, height) = chart.form == .bars ? bars : lines
    return """
      <svg viewBox="0 0 \(number(width)) \(number(height))" role="img" aria-labelledby="\(id)-title \(id)-summary">\
      <title id="\(id)-title">\(escaped(chart.title))</title><desc id="\(id)-summary">\(escaped(chart.summary))</desc>\
      \(fillings)\(body)</svg>
      """
  }

  /// What fills the second to fourth series of bars: stripes, dots and a grid over their colours.
  private var fillings: String {
    guard chart.form == .bars, chart.series.count > 1 else { return "" }
    let strokes = ["M-2 2L2 -2M0 8L8 0M6 10L10 6", "M2 2h2v2h-2z", "M0 4h8M4 0v8"]
    let patterns = strokes.prefix(chart.series.count - 1).enumerated().map { index, stroke in
      """
      <pattern id="\(id)-f\(index + 2)" width="8" height="8" patternUnits="userSpaceOnUse">\
      <rect width="8" height="8" class="s\(index + 2)"/><path d="\(stroke)" class="hatch"/></pattern>
      """
    }
    return "<defs>\(patterns.joined())</defs>"
  }

  /// What a series' areas are painted with.
  func paint(_ series: Int) -> String {
    series == 0 ? "class=\"s1\"" : "fill=\"url(#\(id)-f\(series + 1))\""
  }

  /// The names of several series with their marks in a row, and the height that it takes.
  func legend(_ mark: (Int, Double, Double) -> String) -> (svg: String, height: Double) {
    guard chart.series.count > 1 else { return ("", 0) }
    var (svg, x, y) = ("", 0.0, 10.0)
    for (index, series) in chart.series.enumerated() {
      let needed = 48 + textWidth(series.name)
      if x > 0, x + needed > width { (x, y) = (0, y + 18) }
      svg += mark(index, x, y) + text(series.name, x: x + 26, y: y + 4)
      x += needed
    }
    return (svg, y + 16)
  }

  enum Anchor: String { case start, middle, end }

  func text(_ text: String, x: Double, y: Double, _ anchor: Anchor = .start, style: String = "") -> String {
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    let anchor = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    return "<text x=\"\(number(x))\" y=\"\(number(y))\"\(anchor)\(style)>\(escaped(text))</text>"
  }

  func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, style: String) -> String {
    "<path d=\"M\(number(x1)) \(number(y1))L\(number(x2)) \(number(y2))\" class=\"\(style)\"/>"
  }

  func textWidth(_ text: String) -> Double { Double(DisplayWidth.of(text)) * 6.6 }

  /// With one decimal at most.
  func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }

  /// Text in a document: what could be markup in it is none, and what may not stand in one at all is left out.
  func escaped(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }
    return MessageLayout.escaped(String(String.UnicodeScalarView(scalars)))
  }
}
