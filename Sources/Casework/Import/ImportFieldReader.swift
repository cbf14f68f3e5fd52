import Complaints
import Foundation

/// Reads the cells of one row after the other into typed values, and collects everything that is wrong with
/// a row, so that a person corrects it once.
///
/// Each method gives nil for a cell that is empty or wrong; a wrong or a missing required one leaves a
/// problem. The methods for numbers, times and lists are in extensions beside this file.
package struct ImportFieldReader: Sendable {
  private(set) var problems: [ImportProblem] = []
  private(set) var notices: [ImportNotice] = []
  private(set) var line = 0
  private var cells: [RawRow.Cell] = []
  var localTimes: LocalTimes

  init(zone: TimeZone) { localTimes = LocalTimes(zone: zone) }

  mutating func begin(_ row: RawRow) {
    problems = []
    notices = row.notices
    line = row.line
    cells = row.cells
  }

  mutating func reject(_ column: ImportColumn, _ code: ImportProblem.Code, _ reason: String, remedy: String) {
    let problem = ImportProblem(code, field: column.name, reason: reason, remedy: remedy)
    // The entries of a list may all have the same problem: it is told once.
    if problems.last != problem { problems.append(problem) }
  }

  mutating func notice(_ column: ImportColumn, _ code: ImportNotice.Code, _ text: String) {
    notices.append(ImportNotice(code, line: line, field: column.name, text: text))
  }

  // MARK: Texts

  /// The cell as a text that keeps the column's rules, without the spaces around it.
  mutating func text(_ column: ImportColumn) -> String? {
    switch cells[column.position] {
    case .absent: return missing(column)
    case .text(let bytes, let isTruncated): return text(column, bytes, isTruncated: isTruncated)
    case .list, .other:
      reject(
        column, .wrongType, "the value is neither a text nor a number", remedy: "write it in quotation marks")
      return nil
    }
  }

  /// The elements of a list column: an NDJSON array as it is, a text split at semicolons. At most 1000.
  mutating func list(_ column: ImportColumn) -> [JSONValue]? {
    guard let elements = elements(column) else { return nil }
    guard elements.count <= 1000 else {
      reject(column, .tooLong, "the list has more than 1000 entries", remedy: "shorten it")
      return nil
    }
    return elements
  }

  private mutating func elements(_ column: ImportColumn) -> [JSONValue]? {
    if case .list(let elements) = cells[column.position] { return elements }
    guard let text = text(column) else { return nil }
    return text.utf8.split(separator: UInt8(ascii: ";")).map { Array($0.trimmingSpaces()) }
      .filter { !$0.isEmpty }.map(JSONValue.string)
  }

  /// A text inside a list, held to the rules of the list's column.
  mutating func text(_ column: ImportColumn, element: [UInt8]) -> String? {
    text(column, element[...], isTruncated: false)
  }

  private mutating func text(_ column: ImportColumn, _ bytes: ArraySlice<UInt8>, isTruncated: Bool) -> String?
  {
    let trimmed = bytes.trimmingSpaces()
    guard !trimmed.isEmpty else { return missing(column) }
    guard !isTruncated else { return tooLong(column) }
    guard !trimmed.contains(0) else {
      reject(
        column, .nulCharacter, "the text holds a NUL character",
        remedy: "remove it; if there are many, the file is not UTF-8: save it as UTF-8")
      return nil
    }
    guard let text = String(validating: trimmed, as: UTF8.self) else {
      reject(column, .invalidUTF8, "the text is not UTF-8", remedy: "save the file as UTF-8")
      return nil
    }
    guard text.utf8.count <= column.maximumCharacters || text.unicodeScalars.count <= column.maximumCharacters
    else { return tooLong(column) }
    return checkedContent(text, column)
  }

  private mutating func checkedContent(_ text: String, _ column: ImportColumn) -> String? {
    if case .freeText = column.content {
      let (cleaned, removedControls) = TextRules.cleanedFreeText(text)
      if removedControls {
        notice(column, .controlCharactersRemoved, "control characters were taken out of the text")
      }
      return cleaned.allSatisfy(\.isWhitespace) ? missing(column) : cleaned
    }
    if text.unicodeScalars.contains(where: TextRules.isControl) {
      reject(
        column, .controlCharacter, "the text holds a line break or another control character",
        remedy: "write it on one line")
      return nil
    }
    if case .identifier = column.content, text.unicodeScalars.contains(where: TextRules.isInvisible) {
      reject(
        column, .invisibleCharacter,
        "the text holds a character that cannot be seen or that turns the text around",
        remedy: "type the value anew instead of pasting it")
      return nil
    }
    return text
  }

  private mutating func missing(_ column: ImportColumn) -> String? {
    if column.isRequired {
      reject(column, .missingValue, "the value is missing", remedy: "fill it in; every row needs it")
    }
    return nil
  }

  private mutating func tooLong(_ column: ImportColumn) -> String? {
    reject(
      column, .tooLong, "the text is longer than \(column.maximumCharacters) characters", remedy: "shorten it"
    )
    return nil
  }

  // MARK: Words and addresses

  /// A value of one of the enumerations of Complaints/Vocabulary.
  mutating func value<Value: RawRepresentable<String> & CaseIterable>(
    _ column: ImportColumn, of type: Value.Type
  ) -> Value? {
    guard let text = text(column) else { return nil }
    return value(text, column)
  }

  mutating func value<Value: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ column: ImportColumn
  ) -> Value? {
    if let value = Value(rawValue: text) { return value }
    let known = Value.allCases.map(\.rawValue)
    let nearest = NearestWord.nearest(to: text, among: known).map { "; did you mean \($0)?" } ?? ""
    reject(
      column, .unknownValue, "the value is not known\(nearest)",
      remedy: "write one of \(known.joined(separator: ", "))")
    return nil
  }

  mutating func languageTag(_ column: ImportColumn) -> String? {
    guard let text = text(column) else { return nil }
    if let tag = TextRules.languageTag(text) { return tag }
    reject(
      column, .localeSyntax, "this is no language tag", remedy: "write a tag such as pl, ru, en or pl-PL")
    return nil
  }

  mutating func emailAddress(_ column: ImportColumn) -> String? {
    guard let text = text(column) else { return nil }
    if TextRules.isEmailAddress(text) { return text }
    reject(
      column, .emailSyntax, "this is no e-mail address",
      remedy:
        "write one address as name@shop.example, without a name or brackets around it, or leave it empty")
    return nil
  }

  mutating func accountNumber(_ column: ImportColumn) -> String? {
    guard let text = text(column) else { return nil }
    do {
      return try AccountNumber(text).compact
    } catch {
      switch error {
      case .syntax:
        reject(
          column, .ibanSyntax, "this is no IBAN",
          remedy:
            "write the country, the check digits and the full account number, or leave it empty"
        )
      case .checksum:
        reject(
          column, .ibanChecksum,
          "the check digits of the IBAN do not fit: a digit is wrong or two are swapped",
          remedy: "ask the customer for the number again, or leave it empty")
      }
      return nil
    }
  }
}
