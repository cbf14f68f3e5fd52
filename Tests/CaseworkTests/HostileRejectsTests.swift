import Foundation
import TestSupport
import Testing

@testable import Casework
@testable import Complaints

/// Whatever stands in a rejected row, the rejects file holds the row and nothing else, and holds it whole.
@Suite struct HostileRejectsTests {
  private let header = [
    "order_reference", "customer_name", "customer_reference", "ordered_at", "status", "currency",
  ]

  @Test(arguments: Seeds.first(40)) func whatWasRejectedIsFoundAgain(_ seed: UInt64) throws {
    var random = SplitMix(seed)
    // No row can be taken: there is no such status. Texts are at their places, and read the same the second time.
    let rows = (0..<6).map { _ in
      (0..<3).map { _ in HostileText.make(6, storable: true, using: &random) } + [
        "2026-03-01 10:00:00", "plced", "PLN",
      ]
    }
    let first = try read(OrderRow.self, csv(rows)).rejections()
    #expect(first.count == rows.count)
    let file = RejectsEncoder.header(first[0].original) + first.flatMap(RejectsEncoder.row)
    let again = try read(OrderRow.self, file).rejections()
    #expect(again.map(\.problems) == first.map(\.problems))
    let second = RejectsEncoder.header(again[0].original) + again.flatMap(RejectsEncoder.row)
    let third = try read(OrderRow.self, second).rejections()
    #expect(third.map(\.problems) == first.map(\.problems))
    for cell in try cells(file) {
      let start = cell.unicodeScalars.first {
        !$0.properties.isWhitespace && $0.properties.generalCategory != .format
      }
      #expect(!"=+@|%".unicodeScalars.contains(start ?? "x"), "\(cell.debugDescription)")
    }
    // The texts themselves: corrected, the row is the row that it was.
    for (row, kept) in zip(rows, first) {
      guard case .record(let original) = kept.original else { continue }
      #expect(
        String(decoding: original.record[1], as: UTF8.self).unicodeScalars.elementsEqual(
          row[1].unicodeScalars))
    }
    for (kept, next) in zip(first, again) {
      guard case .record(let original) = kept.original, case .record(let found) = next.original else {
        Issue.record("a row became something else")
        continue
      }
      for place in 0..<3 {
        #expect(SpreadsheetText.unguarded(found.record[place]).elementsEqual(original.record[place]))
      }
    }
  }

  private func csv(_ rows: [[String]]) -> String {
    ([header] + rows).map { row in
      row.map { "\"\($0.replacingOccurrences(of: "\"", with: "\"\"", options: .literal))\"" }.joined(
        separator: ",") + "\n"
    }.joined()
  }

  /// The cells of a file that this program wrote, by the reader that it reads with.
  private func cells(_ file: [UInt8]) throws -> [String] {
    var reader = CSVReader()
    reader.supply(file)
    var cells: [String] = []
    while true {
      switch reader.next() {
      case .record(let record):
        cells += (0..<record.storedFieldCount).map { String(decoding: record[$0], as: UTF8.self) }
      case .broken: Issue.record("a broken line")
      case .needsBytes: reader.supply([])
      case .finished: return cells
      }
    }
  }
}
