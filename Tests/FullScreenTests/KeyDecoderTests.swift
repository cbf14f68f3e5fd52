import FullScreen
import Testing

private let sequences: [(String, [Key])] = [
  ("jK?", [.character("j"), .character("K"), .character("?")]),
  ("ż日👍", [.character("ż"), .character("日"), .character("👍")]),
  ("\r\n\t\u{7F}\u{8}", [.enter, .enter, .tab, .backspace, .backspace]),
  ("\u{2}\u{6}", [.control("b"), .control("f")]),
  ("\u{1B}[A\u{1B}[B\u{1B}[C\u{1B}[D", [.up, .down, .right, .left]),
  ("\u{1B}OA\u{1B}OB\u{1B}OH\u{1B}OF", [.up, .down, .home, .end]),
  (
    "\u{1B}[5~\u{1B}[6~\u{1B}[1~\u{1B}[4~\u{1B}[7~\u{1B}[8~",
    [.pageUp, .pageDown, .home, .end, .home, .end]
  ),
  ("\u{1B}[H\u{1B}[F\u{1B}[Z\u{1B}[3~\u{1B}[2~", [.home, .end, .backTab, .delete, .insert]),
  ("\u{1B}OP\u{1B}[11~\u{1B}[[A\u{1B}[24~", [.function(1), .function(1), .function(1), .function(12)]),
  // With a modifier: the same key.
  ("\u{1B}[1;5A\u{1B}[6;2~", [.up, .pageDown]),
  ("\u{1B}[99999999999999999999~x", [.character("x")]),
  // Of no key: focus, a mouse, a report.
  ("\u{1B}[I\u{1B}[<0;10;5Mx\u{1B}[?1;2c", [.character("x")]),
  // Esc and then something, in one go.
  ("\u{1B}j\u{1B}\u{1B}[A", [.escape, .character("j"), .escape, .up]),
  // Another sequence in the middle of one.
  ("\u{1B}[1\u{1B}[B", [.down]),
]

@Suite struct KeyDecoderTests {
  @Test(arguments: sequences) func keysAreTold(_ text: String, _ keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array(text.utf8)) == keys)
    #expect(!decoder.isUndecided)
  }

  @Test(arguments: sequences) func howeverTheyAreSplit(_ text: String, _ keys: [Key]) {
    let bytes = Array(text.utf8)
    for cut in 0...bytes.count {
      var decoder = KeyDecoder()
      #expect(decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) == keys)
    }
    var decoder = KeyDecoder()
    #expect(bytes.flatMap { decoder.feed([$0]) } == keys)
  }

  @Test func escapeAloneIsAKeyAfterAWhile() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]).isEmpty && decoder.isUndecided)
    #expect(decoder.timeOut() == [.escape])
    #expect(decoder.timeOut().isEmpty)
    #expect(decoder.feed("\u{1B}O".utf8).isEmpty && decoder.isUndecided)
    #expect(decoder.timeOut() == [.escape, .character("O")])
  }

  /// Over a slow line the rest comes later, and must not become keys.
  @Test func aSequenceThatHasBegunIsWaitedFor() {
    var decoder = KeyDecoder()
    #expect(decoder.feed("\u{1B}[".utf8).isEmpty && !decoder.isUndecided)
    #expect(decoder.timeOut().isEmpty)
    #expect(decoder.feed("6~".utf8) == [.pageDown])
  }

  @Test func bytesThatAreNoTextAreDropped() {
    var decoder = KeyDecoder()
    #expect(
      decoder.feed([0xFF, 0x61, 0xC3, 0x62, 0xE2, 0x82, 0x63, 0xED, 0xA0, 0x80, 0x00, 0x64])
        == [.character("a"), .character("b"), .character("c"), .character("d")])
    // A sequence without an end is none.
    #expect(decoder.feed("\u{1B}[\(String(repeating: "1", count: 5000))".utf8).isEmpty)
    #expect(decoder.feed("e".utf8) == [.character("e")])
  }
}
