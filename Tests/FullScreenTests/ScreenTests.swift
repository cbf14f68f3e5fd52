import FullScreen
import Testing

@Suite struct ScreenTests {
  private func lines(
    _ columns: Int, _ rows: Int = 1, isUnicode: Bool = true, _ paint: (inout Screen) -> Void
  ) -> [String] {
    var screen = Screen(.init(columns: columns, rows: rows), isUnicode: isUnicode)
    paint(&screen)
    return screen.lines
  }

  @Test func textStandsWhereItIsPut() {
    var screen = Screen(.init(columns: 10, rows: 2))
    let next = screen.put("one", 2, 0)
    #expect(next == 5)
    screen.put("two", 0, 1)
    for (column, row) in [(0, 2), (10, 0), (-1, 0), (0, -1)] { screen.put("out", column, row) }
    #expect(screen.lines == ["  one", "two"])
  }

  @Test(arguments: [
    ("abcdef", 4, "abc…"), ("abc", 3, "abc"), ("abcd", 0, ""), ("日本語", 5, "日本…"), ("日本語", 4, "日 …"),
    ("жалоба", 3, "жа…"), ("abcdefghijk", 20, "abcdefghi…"),
  ])
  func whatDoesNotFitIsCut(_ text: String, _ width: Int, _ shown: String) {
    #expect(lines(10) { $0.put(text, 0, 0, width: width) } == [shown])
  }

  @Test func nothingIsObeyed() {
    #expect(
      lines(40) { $0.put("a\u{1B}[2Jb\u{9B}31m\r\nc\td\u{202E}e\u{7}", 0, 0) } == [
        "a\u{FFFD}[2Jb\u{FFFD}31m c d\u{FFFD}e\u{FFFD}"
      ])
  }

  @Test func marksStayWithTheirLetterAndTakeNoColumn() {
    var screen = Screen(.init(columns: 10, rows: 1))
    let next = screen.put("\u{200B}e" + String(repeating: "\u{301}", count: 500) + "x", 0, 0)
    #expect(next == 2)
    let line = screen.lines[0]
    #expect(line.unicodeScalars.count == 6 && line.last == "x")
  }

  /// Terminals agree on the width of a letter with its marks, and on no more.
  @Test func ofJoinedCharactersTheFirstIsShown() {
    #expect(lines(10) { $0.put("👩\u{200D}👩\u{200D}👧x", 0, 0) } == ["👩x"])
    #expect(lines(10) { $0.put("👍🏽 ☎\u{FE0F}!", 0, 0) } == ["👍 ☎!"])
  }

  @Test(arguments: [("日本", 1, " x本"), ("日本", 2, "日x"), ("日本", 3, "日 x"), ("a日", 0, "x日")])
  func halfOfAWideCharacterBecomesBlank(_ before: String, _ column: Int, _ shown: String) {
    #expect(
      lines(6) {
        $0.put(before, 0, 0)
        $0.put("x", column, 0)
      } == [shown])
  }

  @Test func withoutUnicodeAllIsASCII() {
    let line = lines(12, isUnicode: false) { $0.put("żółw 日 e\u{301} ok and more", 0, 0) }[0]
    #expect(line == "???w ? ? ok~")
  }

  @Test func aWindowOfNoSizeIsNoError() {
    #expect(lines(0, 0) { $0.put("x", 0, 0) }.isEmpty)
    #expect(lines(1, 1) { $0.put("日", 0, 0) } == ["…"])
  }
}
