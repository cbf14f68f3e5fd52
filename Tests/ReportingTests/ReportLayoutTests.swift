import Programs
import Testing

@testable import Reporting

@Suite struct ReportLayoutTests {
  private var html: String {
    var section = Page.Section("causes", "Causes", .text("cause"), .number("complaints"))
    section.say("<i>Two</i> were received.")
    section.add("<script>alert(1)</script>", "2")
    section.draw(
      Chart(
        title: "By <cause>", summary: "delay: 2", form: .bars, unit: .count, categories: ["delay & co"],
        series: [Chart.Series(name: "complaints", values: [2])]))
    return ReportLayout.html(Page("A report", moment: "At noon", section))
  }

  @Test func thePageNeedsNothingElse() {
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(!html.contains("<script") && !html.contains("http:") && !html.contains("https:"))
    #expect(!html.contains("src=") && !html.contains("@import") && !html.contains("rel=\"stylesheet\""))
    #expect(html.contains("default-src 'none'"))
    #expect(html.contains("@page") && html.contains("table-header-group"))
  }

  @Test func chartsStandBesideTheirTables() {
    #expect(html.contains("<figcaption>By &lt;cause&gt;</figcaption>"))
    #expect(html.contains("<title id=\"causes-chart1-title\">By &lt;cause&gt;</title>"))
    #expect(html.contains(">delay &amp; co</text>"))
    #expect(
      html.contains("<th scope=\"row\">&lt;script&gt;alert(1)&lt;/script&gt;</th><td class=\"number\">2</td>")
    )
    #expect(html.contains("<p>&lt;i&gt;Two&lt;/i&gt; were received.</p>"))
    #expect(html.contains("<a href=\"#causes\">Causes</a>"))
  }

  @Test(arguments: [
    (0.5, 1, 2, "50 %"), (1, 7, 7, "100 %"), (0.999, 999, 1000, ">99 %"), (0.001, 1, 1000, "<1 %"),
    (0, 0, 9, "0 %"),
    (0.994, 994, 1000, "99 %"),
  ])
  func allIsSaidOfAllOnly(_ share: Double, _ part: Int64, _ whole: Int64, _ text: String) {
    #expect(shareOfText(share, part, whole) == text)
  }
}
