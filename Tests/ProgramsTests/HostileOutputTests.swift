import Foundation
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Programs

/// Whatever a customer writes, a log line is one line with its fields, and a terminal shows it and obeys nothing.
@Suite struct HostileOutputTests {
  @Test(arguments: Seeds.first(60)) func noTextChangesALogLine(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let (message, value, other) = (
      HostileText.make(8, using: &random), HostileText.make(8, using: &random),
      HostileText.make(8, using: &random)
    )
    let written = Mutex<[String]>([])
    let handler = LineLogHandler(now: { Date(timeIntervalSince1970: 0.25) }) { line in
      written.withLock { $0.append(line) }
    }
    let logger = Logger(label: "test") { _ in handler }
    logger.error("\(message)")
    logger.error("failed", metadata: ["reason": "\(value)", "zone": "\(other)"])
    let lines = written.withLock { $0 }
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.begins(with: "1970-01-01T00:00:00.250Z error "))
      #expect(line.unicodeScalars.filter { $0 == "\n" }.count == 1 && line.unicodeScalars.last == "\n")
      #expect(line.unicodeScalars.dropLast().allSatisfy(Self.isHarmless))
    }
    let fields = try #require(Self.fields(of: String(lines[1].unicodeScalars.dropLast())))
    #expect(fields.map(\.key) == ["reason", "zone"])
    #expect(fields.map(\.value) == [value.safeForTerminal(), other.safeForTerminal()])
  }

  @Test(arguments: Seeds.first(60)) func noTextChangesATable(_ seed: UInt64) {
    var random = SplitMix(seed)
    var table = TextTable(.text("a"), .flexible("b"), .number("c"))
    let rows = Int.random(in: 1...6, using: &random)
    for _ in 0..<rows {
      table.add(
        HostileText.make(4, using: &random), HostileText.make(8, using: &random),
        HostileText.make(2, using: &random))
    }
    for width in [nil, 60] {
      let lines = table.lines(width: width)
      #expect(lines.count == rows + 1)
      #expect(lines.allSatisfy { $0.unicodeScalars.allSatisfy(Self.isHarmless) })
    }
  }

  @Test(arguments: Seeds.first(60)) func noTextIsObeyed(_ seed: UInt64) {
    var random = SplitMix(seed)
    let text = HostileText.make(40, using: &random)
    #expect(text.safeForTerminal().unicodeScalars.allSatisfy(Self.isHarmless))
    for line in wrapped(text.safeForTerminal(multiline: true), to: 40) {
      #expect(line.unicodeScalars.allSatisfy { Self.isHarmless($0) || $0 == "\t" })
    }
  }

  /// Ends no line, steers no terminal, turns no line around.
  private static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: !scalar.properties.isBidiControl
    }
  }

  /// `key=value key="value with \"marks\""` behind the message "failed"; `nil` where it is anything else.
  private static func fields(of line: String) -> [(key: String, value: String)]? {
    var rest = Array(line.unicodeScalars).dropFirst(
      "1970-01-01T00:00:00.250Z error failed".unicodeScalars.count)
    var fields: [(key: String, value: String)] = []
    while rest.popFirst() == " " {
      let key = rest.prefix { $0 != "=" }
      rest = rest.dropFirst(key.count + 1)
      var value = String.UnicodeScalarView()
      if rest.first == "\"" {
        rest.removeFirst()
        while let scalar = rest.popFirst(), scalar != "\"" {
          value.append(scalar == "\\" ? rest.popFirst() ?? scalar : scalar)
        }
      } else {
        let plain = rest.prefix { $0 != " " }
        value.append(contentsOf: plain)
        rest = rest.dropFirst(plain.count)
      }
      fields.append((String(String.UnicodeScalarView(key)), String(value)))
    }
    return rest.isEmpty ? fields : nil
  }
}
