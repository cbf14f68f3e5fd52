import FullScreen
import Testing

@Suite struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("żółć", 4), ("Жалоба", 6), ("日本", 4), ("한국어", 6), ("e\u{301}", 1), ("👍", 2),
    ("👩‍👩‍👧", 2),
    ("☎️", 2), ("☎", 1), ("\u{200B}", 0), ("ﾊﾝ", 2), ("ＡＢ", 4),
  ])
  func isWhatATerminalShows(text: String, columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test func cutsAtAColumnAndSaysSo() {
    #expect(DisplayWidth.truncated("Жалоба", to: 6) == "Жалоба")
    #expect(DisplayWidth.truncated("Жалоба", to: 4) == "Жал…")
    // A wide character that would only half fit is left out.
    #expect(DisplayWidth.truncated("日本語", to: 4) == "日…")
    #expect(DisplayWidth.truncated("abc", to: 1) == "…")
    #expect(DisplayWidth.truncated("abc", to: 0) == "")
  }
}
