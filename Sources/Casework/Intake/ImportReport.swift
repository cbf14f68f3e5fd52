/// What became of a file so far, or in all.
package struct ImportReport: Sendable, Hashable {
  /// Orders or cases that are new.
  package var added = 0
  /// Orders that were there and are not as they were.
  package var changed = 0
  /// The same content was there already.
  package var alreadyThere = 0
  /// Rows, not problems.
  package var rejected = 0
  package var notices = 0
  /// How far into the file the reading has come.
  package var bytesRead = 0
  /// `nil` for a pipe.
  package var bytesTotal: Int?

  package init() {}

  /// All rows, rejected ones included.
  package var rows: Int { added + changed + alreadyThere + rejected }
}

/// Something that an import tells while it runs, in the order of the file.
package enum ImportEvent: Sendable {
  /// After each batch, committed.
  case progress(ImportReport)
  /// For the rejects file.
  case rejected(ImportRejection)
  case notice(ImportNotice)
}

/// What became of one row.
package enum RowResult: Sendable, Hashable {
  case added([ImportNotice] = [])
  case changed
  case alreadyThere
  case rejected(ImportProblem)
}
