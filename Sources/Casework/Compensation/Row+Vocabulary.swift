import Complaints
import LibPQ

/// A column holds what this program cannot read: written by a newer program, or by hand. Names the column,
/// never the value.
struct UnreadableColumn: Error, Hashable, Sendable, CustomStringConvertible {
  let column: String
  let expected: String

  var description: String { "column \(column) holds no \(expected) that this program knows" }
}

extension Row {
  /// A word of a vocabulary.
  func word<Word: RawRepresentable<String>>(_ column: String) throws -> Word {
    guard let word = Word(rawValue: try decode(String.self, column)) else {
      throw UnreadableColumn(column: column, expected: "\(Word.self)")
    }
    return word
  }

  /// A word of a vocabulary, or NULL.
  func optionalWord<Word: RawRepresentable<String>>(_ column: String) throws -> Word? {
    isNull(column) == true ? nil : try word(column)
  }

  func currency(_ column: String) throws -> Currency {
    guard let currency = Currency(code: try decode(String.self, column)) else {
      throw UnreadableColumn(column: column, expected: "currency")
    }
    return currency
  }

  func money(_ amount: String, _ currency: String) throws -> Money {
    Money(minorUnits: try decode(Int64.self, amount), currency: try self.currency(currency))
  }

  func optionalMoney(_ amount: String, _ currency: String) throws -> Money? {
    isNull(amount) == true ? nil : try money(amount, currency)
  }

  func optionalDay(_ column: String) throws -> CivilDate? {
    guard let text = try decode(String?.self, column) else { return nil }
    guard let date = CivilDate(text) else { throw UnreadableColumn(column: column, expected: "date") }
    return date
  }
}
