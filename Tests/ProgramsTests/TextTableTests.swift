import FullScreen
import Testing

@testable import Programs

@Suite struct TextTableTests {
  private func table() -> TextTable {
    var table = TextTable(.text("case"), .flexible("why"), .number("left"))
    table.add("R1", "жалоба на доставку", "3 d")
    table.add("R22", "日本", "-12 h")
    return table
  }

  @Test func columnsAreAlignedByWhatIsShown() {
    #expect(
      table().lines(width: nil) == [
        "case  why                  left",
        "R1    жалоба на доставку    3 d",
        "R22   日本                -12 h",
      ])
  }

  @Test func flexibleColumnsGiveWayInAWindow() {
    let lines = table().lines(width: 24)
    #expect(
      lines == [
        "case  why           left",
        "R1    жалоба на …    3 d",
        "R22   日本         -12 h",
      ])
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= 24 })
  }

  @Test func columnsKeepEightColumnsWhateverTheWindow() {
    #expect(table().lines(width: 10)[1] == "R1    жалоба …    3 d")
  }

  @Test func dispensableColumnsGoWhereTheLeastWidthsDoNotFit() {
    var table = TextTable(.text("case"), .flexible("state"), .dispensable("responsible"))
    table.add("R0000001", "expert examination", "Katarzyna Nowak")
    #expect(table.lines(width: 30)[1] == "R0000001  expert e…  Katarzyn…")
    #expect(table.lines(width: 27) == ["case      state", "R0000001  expert examinati…"])
    #expect(table.lines(width: nil)[1] == "R0000001  expert examination  Katarzyna Nowak")
  }

  @Test func nothingIsShownOfNothing() {
    #expect(TextTable(.text("a")).lines(width: nil).isEmpty)
  }

  @Test func cellsCannotBreakTheLine() {
    var table = TextTable(.text("a"), .text("b"))
    table.add("one\ntwo", "\u{1B}[31mred")
    #expect(table.lines(width: nil)[1] == "one two  \u{FFFD}[31mred")
  }
}
