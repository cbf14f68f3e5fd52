import Programs
@testable import Reporting
import Testing

@Suite struct PageTests {
  private var page: Page {
    var queues = Page.Section("queues", "Queues", .text("queue"), .number("waiting"))
    queues.say("All is well.")
    queues.warn("<b>It</b> is not.")
    queues.add(Page.Cell("a & \"b\"", link: "/x?a=1&b"), "12")
    queues.add("two", Page.Cell("3", isAlarming: true))
    return Page("Status", moment: "At noon", queues, Page.Section("empty", "Nothing", .text("x")))
  }

  @Test func aTerminalShowsSentencesAndColumns() {
    let lines = PageText.lines(page, Terminal(descriptor: -1))
    #expect(
      lines == [
        "At noon", "", "All is well.", "<b>It</b> is not.", "queue    waiting", "a & \"b\"       12",
        "two            3",
      ])
  }

  @Test func aBrowserGetsTheSameWordsEscaped() {
    let html = PageLayout.html(page, at: "/")
    #expect(html.contains("<p class=\"alarm\"><strong>Look: </strong>&lt;b&gt;It&lt;/b&gt; is not.</p>"))
    #expect(html.contains("<th scope=\"row\"><a href=\"/x?a=1&amp;b\">a &amp; &quot;b&quot;</a></th>"))
    #expect(html.contains("<td class=\"number\">12</td>"))
    #expect(html.contains("<td class=\"number\" data-alarm=\"yes\">3</td>"))
    #expect(html.contains("<section id=\"queues\" aria-labelledby=\"queues-heading\">"))
    #expect(!html.contains("empty-heading"))
    #expect(html.contains("<a href=\"/\" aria-current=\"page\">Status</a>"))
    #expect(html.contains("<a href=\"/clocks\">Clocks</a>"))
  }
}
