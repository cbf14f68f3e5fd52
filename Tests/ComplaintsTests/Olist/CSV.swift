import Foundation

/// A reader of RFC 4180 for tests: quoted fields with doubled quotes and line ends. Rows as dictionaries by
/// the header's names.
enum CSV {
  static func rows(of file: URL) throws -> [[String: String]] {
    let bytes = [UInt8](try Data(contentsOf: file))
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    func endField() {
      record.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == byte:
        field.append(byte)
        index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ",") where !isQuoted: endField()
      case UInt8(ascii: "\r") where !isQuoted: break
      case UInt8(ascii: "\n") where !isQuoted:
        endField()
        records.append(record)
        record = []
      default: field.append(byte)
      }
    }
    if !field.isEmpty || !record.isEmpty {
      endField()
      records.append(record)
    }
    let header = records[0]
    return records.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
  }
}
