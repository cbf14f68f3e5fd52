import Programs
import Testing

@Suite struct SafeTextTests {
  @Test func customersCannotSteerTheTerminal() {
    #expect("a\u{1B}[2Jb".safeForTerminal() == "a\u{FFFD}[2Jb")
    #expect("\u{9B}31m\u{7}\u{202E}x".safeForTerminal() == "\u{FFFD}31m\u{FFFD}\u{FFFD}x")
    #expect("a\r\nb\tc".safeForTerminal() == "a b c")
    #expect("a\r\nb\tc".safeForTerminal(multiline: true) == "a\nb\tc")
    #expect("Zażalenie – жалоба 👍🏽".safeForTerminal() == "Zażalenie – жалоба 👍🏽")
  }
}
