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

  @Test func sentencesGoOnBelowThemselves() {
    var table = TextTable(.text("time"), .prose("what"))
    table.add("09:00", "the complaint came in by e-mail: late delivery")
    table.add("10:00", "verified")
    #expect(
      table.lines(width: 34) == [
        "time   what", "09:00  the complaint came in by", "       e-mail: late delivery", "10:00  verified",
      ])
    #expect(table.lines(width: nil)[1] == "09:00  the complaint came in by e-mail: late delivery")
    #expect(table.lines(width: 10)[1] == "09:00  the complaint came in by")
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
