import FullScreen
import Testing

@Suite struct TerminalTraitsTests {
  private static let xterm = entry(colours: 256, address: "\u{1B}[%i%p1%d;%p2%dH")

  /// A compiled entry: no flags, 14 numbers, 11 strings of which only the cursor's address is there.
  private static func entry(colours: Int, address: String?, isWide: Bool = false) -> Terminfo? {
    func short(_ value: Int) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8 & 0xFF)] }
    func number(_ value: Int) -> [UInt8] {
      short(value) + (isWide ? short(value < 0 ? -1 : value >> 16) : [])
    }
    let name = Array("test|a test\0".utf8)
    let text = Array((address ?? "").utf8) + [0]
    var bytes = short(isWide ? 0o1036 : 0o432) + short(name.count) + short(1) + short(14) + short(11)
    bytes += short(text.count) + name + [1]
    if bytes.count % 2 == 1 { bytes.append(0) }
    bytes += Array(repeating: number(-1), count: 13).joined() + number(colours)
    bytes += Array(repeating: short(-1), count: 10).joined() + short(address == nil ? -1 : 0) + text
    return Terminfo(bytes)
  }

  @Test(arguments: [false, true]) func compiledEntriesAreRead(_ isWide: Bool) throws {
    let entry = try #require(Self.entry(colours: 256, address: "\u{1B}[H", isWide: isWide))
    #expect(entry.colours == 256 && entry.cursorAddress == "\u{1B}[H")
    let poor = try #require(Self.entry(colours: -1, address: nil, isWide: isWide))
    #expect(poor.colours == nil && poor.cursorAddress == nil)
    #expect(Terminfo([]) == nil && Terminfo(Array("no entry at all".utf8)) == nil)
    #expect(Terminfo([0x1A, 0x01, 0xFF, 0x7F, 0, 0, 0, 0, 0, 0, 0, 0]) == nil)
  }

  @Test(
    arguments: [
      (["TERM": "xterm-256color"], true), (["TERM": "xterm", "NO_COLOR": "1"], false),
      (["TERM": "xterm", "NO_COLOR": ""], true),
      (["TERM": "xterm", "NO_COLOR": "1", "COLORTERM": "truecolor"], false),
      (["TERM": "poor"], false), (["TERM": "poor", "COLORTERM": "truecolor"], true),
      (["TERM": "strange"], true), (["TERM": "strange-mono"], false), (["TERM": "strange-m"], false),
      (["TERM": "vt220-x"], false),
    ] as [([String: String], Bool)])
  func colour(_ environment: [String: String], _ hasColour: Bool) {
    let traits = TerminalTraits(environment) { name in
      name.hasPrefix("xterm")
        ? Self.xterm : name == "poor" ? Self.entry(colours: -1, address: "\u{1B}[H") : nil
    }
    #expect(traits?.hasColour == hasColour)
  }

  @Test(
    arguments: [
      (["LANG": "pl_PL.UTF-8"], true), (["LANG": "C.utf8"], true), (["LANG": "C"], false), ([:], false),
      (["LANG": "pl_PL.UTF-8", "LC_ALL": "C"], false), (["LANG": "C", "LC_CTYPE": "ru_RU.UTF-8"], true),
      (["LANG": "pl_PL.UTF-8", "LC_ALL": ""], true), (["LANG": "pl_PL.ISO-8859-2"], false),
    ] as [([String: String], Bool)])
  func unicode(_ locale: [String: String], _ isUnicode: Bool) {
    let traits = TerminalTraits(locale.merging(["TERM": "xterm"]) { $1 }) { _ in Self.xterm }
    #expect(traits?.isUnicode == isUnicode)
  }

  @Test func whereTheCursorCannotBeMovedNothingIsDrawn() {
    for environment in [[:], ["TERM": ""], ["TERM": "dumb"], ["TERM": "unknown"]] {
      #expect(TerminalTraits(environment) { _ in Self.xterm } == nil)
    }
    #expect(TerminalTraits(["TERM": "paper"]) { _ in Self.entry(colours: -1, address: nil) } == nil)
    #expect(TerminalTraits(["TERM": "wyse"]) { _ in Self.entry(colours: -1, address: "\u{1B}=%p1%c") } == nil)
  }

  @Test func namesAreNoPaths() {
    for name in ["", "../../etc/passwd", ".hidden", "a/b"] {
      #expect(Terminfo.entry(of: name, ["TERMINFO": "/"]) == nil)
    }
  }
}
