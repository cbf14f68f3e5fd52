import Mustache

/// A report as one file that needs no other: dashboard/report.html, with its style and its charts in it, to be read in a browser, printed and
/// sent on. No script, and nothing is loaded from anywhere; everything that comes from data is escaped.
package enum ReportLayout {
  private static let style =
    PageLayout.style + String(decoding: PackageResources.report_css, as: UTF8.self)

  // Part of the program: that it can be read is tested.
  private static let template = try! MustacheTemplate(
    string: String(decoding: PackageResources.report_html, as: UTF8.self))

  package static func html(_ page: Page) -> String {
    template.render(
      [
        "title": page.title, "moment": page.moment, "style": style, "sections": page.sections.map(object),
      ] as [String: Any])
  }

  /// As on the dashboard, and with charts.
  private static func object(_ section: Page.Section) -> [String: Any] {
    let charts = section.charts.enumerated().map { index, chart in
      [
        "title": chart.title, "isSmall": chart.isSmall,
        "drawing": ChartDrawing(chart: chart, id: "\(section.id)-chart\(index + 1)").svg,
      ] as [String: Any]
    }
    return PageLayout.object(section).merging(["charts": charts, "hasCharts": !charts.isEmpty]) { $1 }
  }
}
