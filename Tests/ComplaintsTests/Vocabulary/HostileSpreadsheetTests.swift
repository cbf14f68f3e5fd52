import TestSupport
import Testing

@testable import Complaints

/// Whatever is in a cell, the table has its rows and columns, and no spreadsheet runs anything.
@Suite struct HostileSpreadsheetTests {
  @Test(arguments: Seeds.first(60)) func noTextChangesATable(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    let columns = Int.random(in: 1...6, using: &random)
    let rows = (0..<Int.random(in: 1...8, using: &random)).map { _ in
      (0..<columns).map { _ in HostileText.make(8, using: &random) }
    }
    var table = SpreadsheetText((0..<columns).map { "column \($0)" })
    for row in rows { table.append(row) }
    #expect(table.bytes.starts(with: [0xEF, 0xBB, 0xBF]))
    let text = String(decoding: table.bytes.dropFirst(3), as: UTF8.self)

    // For a reader of RFC 4180, and for one that does not know quotation marks: a row is a line.
    let read = records(text)
    #expect(read.count == rows.count + 1 && read.allSatisfy { $0.count == columns })
    #expect(text.unicodeScalars.split(separator: "\n").count == rows.count + 1)
    #expect(text.unicodeScalars.allSatisfy { $0 == "\r" || $0 == "\n" || Self.isInCell($0) })
    for (given, cells) in zip(rows, read.dropFirst()) {
      for (text, cell) in zip(given, cells) {
        let shown = String(String.UnicodeScalarView(text.unicodeScalars.map { Self.isInCell($0) ? $0 : " " }))
        #expect(cell == shown || cell == "'" + shown)
        let first = cell.unicodeScalars.first {
          !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        }
        #expect(!"=+@|%\u{FF1D}".unicodeScalars.contains(first ?? "x"), "\(cell.debugDescription)")
      }
    }
  }

  @Test(arguments: Seeds.first(60)) func whatWasGuardedIsFoundAgain(_ seed: UInt64) {
    var random = SplitMix(seed)
    for _ in 0..<20 {
      let text =
        String(repeating: "'", count: Int.random(in: 0...2, using: &random))
        + HostileText.make(4, using: &random)
      #expect(
        SpreadsheetText.unguarded(SpreadsheetText.guarded(Array(text.utf8))[...]).elementsEqual(text.utf8))
    }
  }

  /// RFC 4180, by scalars.
  private func records(_ text: String) -> [[String]] {
    var (records, record, cell) = ([[String]](), [String](), String.UnicodeScalarView())
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"" where isQuoted && scalars.first == "\"":
        cell.append(scalar)
        scalars.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        record.append(String(cell))
        cell = .init()
      case "\r" where !isQuoted: continue
      case "\n" where !isQuoted:
        records.append(record + [String(cell)])
        (record, cell) = ([], .init())
      default: cell.append(scalar)
      }
    }
    return records
  }

  private static func isInCell(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
