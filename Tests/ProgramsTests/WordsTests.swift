import Foundation
import Programs
import Testing

@Suite struct WordsTests {
  @Test(arguments: [
    (0, "0.0 s"), (0.44, "0.4 s"), (1, "1 s"), (9.96, "10 s"), (59.6, "1 m"), (61, "1 m 1 s"), (3600, "1 h"),
    (90_061, "1 d 1 h"), (-7200, "-2 h"), (864_000, "10 d"),
  ])
  func spansAreSaidInTwoUnits(seconds: Double, text: String) {
    #expect(durationText(seconds) == text)
  }

  @Test(arguments: [
    "/tmp/demo", "", "/tmp/a folder", "host='/tmp/x' port='5432'", "it's $(id) `id` \"\\ !", "$HOME", "-n;rm",
  ])
  func aShellTakesAWordAsItWasMeant(text: String) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf '%s.' \(text.shellWord)"]
    let output = Pipe()
    shell.standardOutput = output
    try shell.run()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    shell.waitUntilExit()
    #expect(String(decoding: said, as: UTF8.self) == text + ".")
  }

  @Test(arguments: [
    ("500ms", Duration.milliseconds(500)), ("30", .seconds(30)), ("30s", .seconds(30)), ("5m", .seconds(300)),
    ("12h", .seconds(43_200)), ("15d", .seconds(1_296_000)),
  ])
  func spansAreReadFromFlags(text: String, duration: Duration) {
    #expect(DurationOption(argument: text)?.duration == duration)
  }

  @Test(arguments: ["", "d", "-1s", "1.5h", "1w", "1 s", "99999999999d", "१s"])
  func otherTextsAreNoSpans(text: String) {
    #expect(DurationOption(argument: text) == nil)
  }

  @Test(arguments: [
    (0, "0"), (999, "999"), (1204, "1204"), (12_345, "12 345"), (1_234_567, "1 234 567"),
    (-12_345, "-12 345"),
  ])
  func thousandsStandApart(count: Int, text: String) {
    #expect(countText(count) == text)
  }

  @Test func onlyOneIsSingular() {
    #expect([0, 1, 2].map { counted($0, "case") } == ["0 cases", "1 case", "2 cases"])
    #expect(counted(2, "query", "queries") == "2 queries")
  }

  @Test func instantsAreInUTC() {
    #expect(instantText(Date(timeIntervalSince1970: 1_772_359_200)) == "2026-03-01 10:00Z")
  }

  @Test func textsAreBrokenAtBlanksAndKeepTheirMargin() {
    #expect(wrapped("one two three", to: 8) == ["one two", "three"])
    #expect(wrapped("  line 1: unexpected", to: 12) == ["  line 1:", "  unexpected"])
    #expect(wrapped("a\nb c", to: nil) == ["a", "b c"])
    #expect(wrapped("--flag  what it is", to: 20) == ["--flag  what it is"], "a line that fits is left alone")
    #expect(wrapped("unbreakablylong", to: 5) == ["unbreakablylong"])
  }
}
