import FullScreen
import TestSupport
import Testing

@Suite struct ScreenWriterTests {
  private let size = Screen.Size(columns: 20, rows: 4)

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func onlyWhatHasChangedIsWritten() {
    var writer = ScreenWriter(hasColour: true)
    var screen = Screen(size)
    screen.put("waiting 12", 0, 0)
    #expect(
      text(writer.update(to: screen)) == "\u{1B}[0m\u{1B}[2J\u{1B}[1;1H\u{1B}[0mwaiting\u{1B}[1;9H12\u{1B}[0m"
    )
    #expect(writer.update(to: screen).isEmpty)
    screen.put("3", 9, 0)
    #expect(text(writer.update(to: screen)) == "\u{1B}[1;10H\u{1B}[0m3\u{1B}[0m")
    writer.forget()
    #expect(text(writer.update(to: screen)).hasPrefix("\u{1B}[0m\u{1B}[2J"))
  }

  @Test func anotherSizeIsDrawnWhole() {
    var writer = ScreenWriter(hasColour: false)
    _ = writer.update(to: Screen(size))
    #expect(text(writer.update(to: Screen(.init(columns: 30, rows: 4)))).contains("\u{1B}[2J"))
  }

  @Test func colourIsLeftOutWhereThereIsNone() {
    var screen = Screen(size)
    screen.put("!", 0, 0, Style(.red, bold: true, reversed: true))
    var (colourful, plain) = (ScreenWriter(hasColour: true), ScreenWriter(hasColour: false))
    #expect(text(colourful.update(to: screen)).contains("\u{1B}[0;1;7;31m!"))
    #expect(text(plain.update(to: screen)).contains("\u{1B}[0;1;7m!"))
  }

  /// Terminals differ over the width of what is not ASCII: what follows must not move with it.
  @Test func theCursorIsMovedAnewBehindWhatIsNotASCII() {
    var writer = ScreenWriter(hasColour: false)
    var screen = Screen(size)
    screen.put("żab 日x", 0, 0)
    let written = text(writer.update(to: screen))
    #expect(written.contains("ż\u{1B}[1;2Hab") && written.contains("日\u{1B}[1;7Hx"))
  }

  /// Whatever two screens hold, a terminal that shows the first shows the second after the bytes between them.
  @Test(arguments: Seeds.first(100)) func aTerminalShowsEachScreen(_ seed: UInt64) {
    var random = SplitMix(seed)
    var writer = ScreenWriter(hasColour: true)
    var terminal = TestTerminal(columns: size.columns, rows: size.rows)
    for _ in 0..<8 {
      var screen = Screen(size)
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let style = Style(
          [nil, .red, .green].randomElement(using: &random)!, bold: .random(using: &random),
          reversed: .random(using: &random))
        let text =
          Bool.random(using: &random)
          ? HostileText.make(4, using: &random)
          : ["abc", "日本語", "жалоба", "e\u{301}"].randomElement(using: &random)!
        screen.put(
          text, Int.random(in: 0..<size.columns, using: &random),
          Int.random(in: 0..<size.rows, using: &random),
          width: Int.random(in: 1...20, using: &random), style)
      }
      let bytes = writer.update(to: screen)
      // Split anywhere.
      let cut = Int.random(in: 0...bytes.count, using: &random)
      terminal.feed(bytes[..<cut])
      terminal.feed(bytes[cut...])
      #expect(terminal.unknown.isEmpty && terminal.controls == 0)
      #expect(terminal.lines == screen.lines)
    }
  }
}
