import Testing

@testable import Casework

/// What a reader finds: the fields of a record, or a broken line.
enum FoundInCSV: Equatable {
  case record(line: Int, [String])
  case again(line: Int, [String])
  case broken(line: Int, BrokenLine.Fault, noticed: Int, String)
}

private func found(_ text: String, pieces: Int = 1 << 16, limits: CSVReader.Limits = .init()) -> [FoundInCSV]
{
  let bytes = Array(text.utf8)
  var reader = CSVReader(limits: limits)
  var result: [FoundInCSV] = []
  while true {
    switch reader.next() {
    case .record(let record):
      let fields = (0..<record.storedFieldCount).map { String(decoding: record[$0], as: UTF8.self) }
      result.append(
        record.isSecondReading ? .again(line: record.line, fields) : .record(line: record.line, fields))
    case .broken(let broken):
      let text = String(decoding: broken.text, as: UTF8.self)
      result.append(.broken(line: broken.line, broken.fault, noticed: broken.noticedOnLine, text))
    case .needsBytes(let offset): reader.supply(Array(bytes[offset...].prefix(pieces)))
    case .finished: return result
    }
  }
}

@Suite struct ImportCSVReaderTests {
  @Test(arguments: [
    ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    ("a,b\n1,", [["a", "b"], ["1", ""]]),
    ("a,b\n,\n", [["a", "b"], ["", ""]]),
    ("a,b\r\n1,2\r", [["a", "b"], ["1", "2"]]),
    ("a,b\n\n\r\n1,2\n\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("\u{FEFF}\"a\",b\n1,2\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"1\",\"2\"\n", [["a", "b"], ["1", "2"]]),
    ("a,b\n\"x,y\",\"27\"\" screen\"\n", [["a", "b"], ["x,y", "27\" screen"]]),
    ("a,b\n\"one\ntwo\r\nthree\",2\n", [["a", "b"], ["one\ntwo\r\nthree", "2"]]),
    ("a,b\n\"\",\"\"\"\"\n", [["a", "b"], ["", "\""]]),
    ("a,b\nx\ry,2\n", [["a", "b"], ["x\ry", "2"]]),
    ("a,b\n żółć , Ёж \n", [["a", "b"], [" żółć ", " Ёж "]]),
    ("", []),
    ("\n\n", []),
  ])
  func wellFormed(text: String, expected: [[String]]) {
    for pieces in 1...(text.utf8.count + 1) {
      let fields = found(text, pieces: pieces).map {
        if case .record(_, let fields) = $0 { fields } else { ["?"] }
      }
      #expect(fields == expected, "in pieces of \(pieces)")
    }
  }

  @Test func recordKnowsItsFirstLine() {
    #expect(
      found("a,b\n\"x\ny\",1\n\nz,2\n") == [
        .record(line: 1, ["a", "b"]), .record(line: 2, ["x\ny", "1"]), .record(line: 5, ["z", "2"]),
      ])
  }

  /// The rule of resynchronisation: a broken record costs its first line.
  @Test(arguments: [
    // A mark that nobody closes, up to the end of the file.
    (
      "a,b\n1,\"x\n2,y\n3,z\n",
      [
        FoundInCSV.record(line: 1, ["a", "b"]), .broken(line: 2, .unclosedQuote, noticed: 4, "1,\"x"),
        .again(line: 3, ["2", "y"]), .again(line: 4, ["3", "z"]),
      ]
    ),
    // A mark that the next quotation runs into.
    (
      "a,b\n1,\"x\n2,y\n3,\"z\"\n4,v\n",
      [
        .record(line: 1, ["a", "b"]), .broken(line: 2, .textAfterQuote, noticed: 4, "1,\"x"),
        .again(line: 3, ["2", "y"]), .again(line: 4, ["3", "z"]), .record(line: 5, ["4", "v"]),
      ]
    ),
    // A mark that another stray one closes by accident: the number of fields betrays it.
    (
      "a,b\n1,\"x\n2,y\n3,z\",w\n4,v\n",
      [
        .record(line: 1, ["a", "b"]),
        .broken(line: 2, .fieldCount(found: 3, expected: 2), noticed: 4, "1,\"x"),
        .again(line: 3, ["2", "y"]), .broken(line: 4, .strayQuote, noticed: 4, "3,z\",w"),
        .record(line: 5, ["4", "v"]),
      ]
    ),
    (
      "a,b\n1,x\"y\n2,y\n",
      [
        .record(line: 1, ["a", "b"]), .broken(line: 2, .strayQuote, noticed: 2, "1,x\"y"),
        .record(line: 3, ["2", "y"]),
      ]
    ),
    (
      "a,b\n1,\"x\" y\r\n2,y\r\n",
      [
        .record(line: 1, ["a", "b"]), .broken(line: 2, .textAfterQuote, noticed: 2, "1,\"x\" y"),
        .record(line: 3, ["2", "y"]),
      ]
    ),
    (
      "a,b\n1\n1,2,3\n2,y",
      [
        .record(line: 1, ["a", "b"]), .broken(line: 2, .fieldCount(found: 1, expected: 2), noticed: 2, "1"),
        .broken(line: 3, .fieldCount(found: 3, expected: 2), noticed: 3, "1,2,3"),
        .record(line: 4, ["2", "y"]),
      ]
    ),
  ])
  func broken(text: String, expected: [FoundInCSV]) {
    for pieces in 1...(text.utf8.count + 1) {
      #expect(found(text, pieces: pieces) == expected, "in pieces of \(pieces)")
    }
  }

  /// Were a long field cut at a limit and its lines read on as records, a long complaint could smuggle in
  /// others.
  @Test func longFieldIsReadOverNotTakenForABrokenOne() {
    let limits = CSVReader.Limits(fieldBytes: 8, recordBytes: 20, fields: 256)
    let text = "a,b\n1,\"0123456789\n666,forged\n\"\n2,y\n"
    for pieces in 1...text.utf8.count {
      #expect(
        found(text, pieces: pieces, limits: limits) == [
          .record(line: 1, ["a", "b"]), .record(line: 2, ["1", "01234567"]), .record(line: 5, ["2", "y"]),
        ])
    }
  }

  @Test func longFieldsAndRecordsAreMarked() throws {
    let limits = CSVReader.Limits(fieldBytes: 8, recordBytes: 12, fields: 256)
    var reader = CSVReader(limits: limits)
    reader.supply(Array("a,b,c\n0123456789,x,y\n01234567,0123456789,y\n01234567,1,\n".utf8))
    reader.supply([])
    var records: [CSVRecord] = []
    while case .record(let record) = reader.next() { records.append(record) }
    try #require(records.count == 4)
    #expect(records.map(\.truncated) == [[], [0], [], []])
    #expect(records.map(\.isTooLong) == [false, false, true, false])
  }

  /// A quotation mark that is not closed far ahead of the next one: everything behind it is read again,
  /// which takes the reader back in the file, and no row is lost.
  @Test func unclosedQuoteLosesNoRowHoweverFar() {
    let rows = (1...5000).map { "\($0),name \($0)\n" }.joined()
    let result = found("a,b\n0,\"open\n" + rows, pieces: 512)
    #expect(result.count == 5002)
    #expect(result[1] == .broken(line: 2, .unclosedQuote, noticed: 5002, "0,\"open"))
    #expect(result.last == .again(line: 5002, ["5000", "name 5000"]))
  }

  /// Whatever is written by the rules comes back, wherever the pieces are cut.
  @Test func roundTrip() {
    var random = SeededGenerator(state: 20_260_301)
    let alphabet = ["a", "ż", "Ж", "\u{1F4E6}", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", ";", "'", "="]
    for _ in 0..<200 {
      let width = Int.random(in: 2...5, using: &random)
      let records = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        (0..<width).map { _ in
          (0..<Int.random(in: 0...6, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
            .joined()
        }
      }
      let lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
      let text = records.map { $0.map { written($0, &random) }.joined(separator: ",") + lineEnd }.joined()
      let pieces = Int.random(in: 1...7, using: &random)
      let back = found(text, pieces: pieces).map {
        if case .record(_, let fields) = $0 { fields } else { ["?"] }
      }
      #expect(back == records, "\(text.debugDescription) in pieces of \(pieces)")
    }
  }

  /// Quoted when it must be, and sometimes when it need not.
  private func written(_ field: String, _ random: inout SeededGenerator) -> String {
    let mustQuote = field.utf8.contains { "\",\n\r".utf8.contains($0) }
    guard mustQuote || Bool.random(using: &random) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}

/// SplitMix64: the same cases in every run.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
