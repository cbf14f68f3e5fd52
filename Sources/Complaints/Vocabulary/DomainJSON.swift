package import Foundation

/// The domain's values as JSON documents, for `jsonb` columns: snake_case keys, sorted, so that equal values
/// give equal texts; instants as ISO 8601 in UTC with microseconds, which is what PostgreSQL keeps.
package enum DomainJSON {
  /// The JSON text of a value.
  package static func encode(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.dateEncodingStrategy = .custom { date, encoder in
      var container = encoder.singleValueContainer()
      try container.encode(text(of: date))
    }
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The same for people and for other programs: indented, keys in snake_case and in order, instants to the second, slashes as
  /// they are.
  package static func readable(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.dateEncodingStrategy = .iso8601
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  /// The value of a JSON text, as written by `encode` or given back by the database with other spaces and
  /// order of keys.
  package static func decode<Value: Decodable>(_ type: Value.Type, from text: String) throws -> Value {
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { decoder in
      let container = try decoder.singleValueContainer()
      guard let date = instant(of: try container.decode(String.self)) else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an instant in UTC")
      }
      return date
    }
    return try decoder.decode(type, from: Data(text.utf8))
  }

  /// `2026-03-01T09:00:00.000000Z`, to the nearest microsecond.
  package static func text(of instant: Date) -> String {
    let microseconds = Int64((instant.timeIntervalSince1970 * 1_000_000).rounded())
    let (seconds, fraction) = microseconds.dividedFloor(by: 1_000_000)
    let (days, secondOfDay) = seconds.dividedFloor(by: 86_400)
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let time = [secondOfDay / 3600, secondOfDay / 60 % 60, secondOfDay % 60].map { padded($0, 2) }
    return "\(CivilDate(daysSinceEpoch: Int(days)))T\(time.joined(separator: ":")).\(padded(fraction, 6))Z"
  }

  /// Reads the form of `text(of:)`, and nothing else.
  package static func instant(of text: String) -> Date? {
    let bytes = Array(text.utf8)
    guard bytes.count == 27, bytes[10] == UInt8(ascii: "T"), bytes[26] == UInt8(ascii: "Z"),
      let date = CivilDate(String(text.prefix(10))),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
      let second = number(bytes[17..<19]),
      let fraction = number(bytes[20..<26]), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second
    return Date(timeIntervalSince1970: Double(seconds) + Double(fraction) / 1_000_000)
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    digits.reduce(0 as Int?) { value, byte in
      guard let value, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      return value * 10 + Int(byte - UInt8(ascii: "0"))
    }
  }
}

extension Int64 {
  /// Quotient towards minus infinity, with a remainder that is never negative.
  fileprivate func dividedFloor(by divisor: Int64) -> (Int64, Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
