/// Something that a person should know about a row that *is* imported (S16: every complaint is examined), or
/// about the file. Like `ImportProblem`, it never repeats what a cell holds.
package struct ImportNotice: Sendable, Hashable {
  /// The raw values are a contract: docs/import.md has a row for each (a test compares).
  package enum Code: String, Sendable, Hashable, CaseIterable {
    case noRows = "no_rows"
    case ignoredField = "ignored_field"
    case secondReading = "second_reading"
    case controlCharactersRemoved = "control_characters_removed"
    case ambiguousLocalTime = "ambiguous_local_time"
    case deliveredBeforeOrdered = "delivered_before_ordered"
    case statusContradictsDates = "status_contradicts_dates"
    case receivedBeforeSubmitted = "received_before_submitted"
    // What only the database shows
    case unknownOrder = "unknown_order"
    case complaintBeforeOrder = "complaint_before_order"
    case otherCurrency = "other_currency"
  }

  package let code: Code
  /// The row's first line in the file, from 1; nil for a notice about the file.
  package let line: Int?
  package let field: String?
  package let text: String

  package init(_ code: Code, line: Int? = nil, field: String? = nil, text: String) {
    self.code = code
    self.line = line
    self.field = field
    self.text = text
  }

  /// `line 12, delivered_at: the delivery is older than the order`.
  package var description: String {
    let place = [line.map { "line \($0)" }, field].compactMap(\.self).joined(separator: ", ")
    return place.isEmpty ? text : "\(place): \(text)"
  }
}

/// A row as it stood in the file, kept until it is known not to be rejected. Opaque: only `RejectsFile`
/// reads it.
package enum OriginalRecord: Sendable {
  /// A CSV record that splits into the header's columns.
  case record(CSVOriginal)
  /// A line of a CSV file that is no record (broken quotes, another number of fields).
  case brokenLine([UInt8], header: [[UInt8]])
  /// A line of an NDJSON file.
  case json([UInt8])
}

/// See `OriginalRecord.record`.
package struct CSVOriginal: Sendable {
  let record: CSVRecord
  /// The names in the file's first line; shared by all rows, not copied.
  let header: [[UInt8]]
}
