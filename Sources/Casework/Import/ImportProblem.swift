/// One thing that is wrong with a file or with one of its rows: what, where, and what to do about it.
///
/// The texts never repeat what a cell holds: they may be printed and logged, the cells may be personal
/// data. The rejects file has the cells.
package struct ImportProblem: Sendable, Hashable {
  /// What is wrong. The raw values are a contract: docs/import.md has a row for each (a test compares).
  package enum Code: String, Sendable, Hashable, CaseIterable {
    // The file as a whole
    case emptyFile = "empty_file"
    case notUTF8 = "not_utf8"
    case wrongSeparator = "wrong_separator"
    case brokenHeader = "broken_header"
    case noHeader = "no_header"
    case missingColumn = "missing_column"
    case duplicateColumn = "duplicate_column"
    // The structure of a row
    case brokenQuote = "broken_quote"
    case fieldCount = "field_count"
    case brokenJSON = "broken_json"
    case duplicateField = "duplicate_field"
    case rowTooLong = "row_too_long"
    // A field
    case missingValue = "missing_value"
    case wrongType = "wrong_type"
    case invalidUTF8 = "invalid_utf8"
    case nulCharacter = "nul_character"
    case controlCharacter = "control_character"
    case invisibleCharacter = "invisible_character"
    case tooLong = "too_long"
    case unknownValue = "unknown_value"
    case unknownCurrency = "unknown_currency"
    case amountSyntax = "amount_syntax"
    case negativeAmount = "negative_amount"
    case tooManyDecimals = "too_many_decimals"
    case amountTooLarge = "amount_too_large"
    case quantitySyntax = "quantity_syntax"
    case listSyntax = "list_syntax"
    case dateSyntax = "date_syntax"
    case noSuchDate = "no_such_date"
    case noSuchTime = "no_such_time"
    case implausibleDate = "implausible_date"
    case localeSyntax = "locale_syntax"
    case emailSyntax = "email_syntax"
    case ibanSyntax = "iban_syntax"
    case ibanChecksum = "iban_checksum"
    // What only the database, or another row, shows
    case conflictingReference = "conflicting_reference"
    case outsidePolicy = "outside_policy"
  }

  package let code: Code
  /// The column's name, or nil when the problem is the row's or the file's.
  package let field: String?
  package let reason: String
  package let remedy: String

  package init(_ code: Code, field: String? = nil, reason: String, remedy: String) {
    self.code = code
    self.field = field
    self.reason = reason
    self.remedy = remedy
  }
}

/// The file cannot be imported at all; nothing of it was read.
package struct FileRefusal: Error, Sendable, Equatable, CustomStringConvertible {
  /// At least one.
  package let problems: [ImportProblem]

  package init(_ problems: [ImportProblem]) { self.problems = problems }

  package var description: String {
    problems.map { "\($0.reason): \($0.remedy)" }.joined(separator: "\n")
  }
}

/// A row that is not imported, with everything that is wrong with it. The rows around it are.
package struct ImportRejection: Sendable {
  /// The row's first line in the file, from 1.
  package let line: Int
  /// At least one, in the order of the columns.
  package let problems: [ImportProblem]
  /// The row as it stood in the file, for `RejectsFile`.
  package let original: OriginalRecord

  package init(line: Int, problems: [ImportProblem], original: OriginalRecord) {
    self.line = line
    self.problems = problems
    self.original = original
  }

  /// `line 12, claimed_amount: the amount is negative: write it without a sign`, one line per problem.
  package var description: String {
    problems.map { "line \(line)\($0.field.map { ", \($0)" } ?? ""): \($0.reason): \($0.remedy)" }
      .joined(separator: "\n")
  }
}
