import Mustache
import Programs

/// A page in a browser: dashboard/dashboard.html. Everything is escaped there: a host or a person may be called anything.
enum PageLayout {
  static let style = String(decoding: PackageResources.dashboard_css, as: UTF8.self)
  static let script = String(decoding: PackageResources.dashboard_js, as: UTF8.self)

  // Part of the program: that it can be read is tested.
  private static let template = try! MustacheTemplate(
    string: String(decoding: PackageResources.dashboard_html, as: UTF8.self))

  /// - Parameter path: of this page, which the navigation marks.
  static func html(_ page: Page, at path: String) -> String {
    template.render(
      [
        "title": page.title, "moment": page.moment, "sections": page.sections.map(object),
        "pages": DashboardPage.allCases.map {
          ["path": $0.path, "title": $0.title, "isCurrent": $0.path == path]
        },
      ] as [String: Any])
  }

  static func object(_ section: Page.Section) -> [String: Any] {
    [
      "id": section.id, "heading": section.heading, "hasTable": !section.rows.isEmpty,
      "notes": section.notes.map { ["text": $0.text, "isAlarming": $0.isAlarming] },
      "links": section.links.map { ["text": $0.text, "link": $0.link as Any] },
      "columns": section.columns.map {
        ["text": $0.heading, "isNumber": $0.isRightAligned, "isProse": $0.isProse]
      },
      "rows": section.rows.map { row in
        ["cells": row.enumerated().map { object($1, section.columns[$0], isFirst: $0 == 0) }]
      },
    ]
  }

  private static func object(_ cell: Page.Cell, _ column: TextTable.Column, isFirst: Bool) -> [String: Any] {
    var object: [String: Any] = [
      "text": cell.text, "isFirst": isFirst, "isNumber": column.isRightAligned, "isProse": column.isProse,
      "isAlarming": cell.isAlarming,
    ]
    // A key that holds nothing would count as there.
    if let link = cell.link { object["link"] = link }
    return object
  }
}
