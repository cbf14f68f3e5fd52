import Complaints
import Foundation
import FoundationXML
import Testing

@testable import Reporting

@Suite struct ChartTests {
  private static func chart(
    _ form: Chart.Form, _ values: [[Double?]], _ unit: Chart.Unit = .count, names: [String]? = nil
  ) -> Chart {
    Chart(
      title: "Title", summary: "Summary", form: form, unit: unit,
      categories: names ?? values[0].indices.map { "c\($0)" },
      series: values.enumerated().map { Chart.Series(name: "s\($0)", values: $1) })
  }

  /// Fails unless it is a document of XML.
  private func elements(_ svg: String) throws -> Elements {
    let elements = Elements()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = elements
    try #require(parser.parse(), "\(String(describing: parser.parserError)): \(svg)")
    return elements
  }

  @Test func aBarHasItsNameItsValueAndItsLength() throws {
    let svg = ChartDrawing(chart: Self.chart(.bars, [[10, 5, 0]], names: ["a", "b", "c"]), id: "x").svg
    let drawn = try elements(svg)
    let bars = drawn.all("rect").compactMap { $0["width"].flatMap { Double($0) } }
    #expect(bars.count == 2 && abs(bars[0] - 2 * bars[1]) < 0.2)
    #expect(drawn.texts.contains("a") && drawn.texts.contains("10") && drawn.texts.contains("c"))
    #expect(drawn.all("svg").first?["role"] == "img")
    #expect(drawn.all("svg").first?["aria-labelledby"] == "x-title x-summary")
    #expect(drawn.texts.contains("Title") && drawn.texts.contains("Summary"))
  }

  @Test func seriesDifferInBlackAndWhite() throws {
    let bars = try elements(ChartDrawing(chart: Self.chart(.bars, [[1], [2], [3], [4]]), id: "x").svg)
    let patterns = bars.all("pattern").compactMap { $0["id"] }
    #expect(patterns == ["x-f2", "x-f3", "x-f4"])
    let fills = Set(bars.all("rect").compactMap { $0["fill"] })
    #expect(fills == ["url(#x-f2)", "url(#x-f3)", "url(#x-f4)"])
    #expect(Set(["s0", "s1", "s2", "s3"]).isSubset(of: Set(bars.texts)))
    let lines = try elements(
      ChartDrawing(chart: Self.chart(.lines, [[1, 2], [2, 3], [3, 4], [4, 5]]), id: "x").svg)
    #expect(
      Set(lines.all("path").filter { $0["class"]?.hasPrefix("line") == true }.map { $0["stroke-dasharray"] })
        .count == 4)
    let marks = lines.all("path").filter { $0["transform"] != nil }
    #expect(Set(marks.compactMap { $0["d"] }).count == 4)
  }

  @Test func aLineIsBrokenWhereNothingIsKnown() throws {
    let drawn = try elements(ChartDrawing(chart: Self.chart(.lines, [[1, 2, nil, 4, 5]]), id: "x").svg)
    #expect(drawn.all("path").filter { $0["class"] == "line l1" }.count == 2)
    #expect(drawn.all("path").filter { $0["transform"] != nil }.count == 4)
    let single = try elements(ChartDrawing(chart: Self.chart(.lines, [[nil, 3]]), id: "x").svg)
    #expect(single.texts.contains("3"))
  }

  @Test func whatComesFromDataIsNoMarkup() throws {
    let hostile = "</text><script>alert('1')</script>&\"\u{0}\u{1B}[31m"
    var chart = Self.chart(.bars, [[1]], names: [hostile])
    chart.labels = [hostile]
    let svg = ChartDrawing(chart: chart, id: "x").svg
    #expect(!svg.contains("<script"))
    let drawn = try elements(svg)
    #expect(drawn.texts.contains { $0.hasPrefix("</text><script>") })
  }

  @Test(arguments: [
    (Chart.Unit.share, 0.2, ["0 %", "25 %", "50 %", "75 %", "100 %"]),
    (.count, 0, ["0", "1"]), (.count, 7, ["0", "2", "4", "6", "8"]),
    (.count, 5, ["0", "1", "2", "3", "4", "5"]),
    (.count, 180_000, ["0", "50 000", "100 000", "150 000", "200 000"]),
    (.money(Currency(code: "PLN")!), 123_456, ["0", "500", "1000", "1500"]),
    (.money(Currency(code: "PLN")!), 120, ["0", "0.50", "1", "1.50"]),
    (.money(Currency(code: "JPY")!), 900, ["0", "200", "400", "600", "800", "1000"]),
  ])
  func marksAreAtRoundNumbers(_ unit: Chart.Unit, _ highest: Double, _ expected: [String]) {
    #expect(unit.marks(upTo: highest).map(unit.markText) == expected)
  }
}

private final class Elements: NSObject, XMLParserDelegate {
  private var found: [(name: String, attributes: [String: String])] = []
  private(set) var texts: [String] = []
  private var text = ""

  func all(_ name: String) -> [[String: String]] { found.filter { $0.name == name }.map(\.attributes) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    found.append((name, attributes))
    text = ""
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?)
  {
    if !text.isEmpty { texts.append(text) }
    text = ""
  }
}
