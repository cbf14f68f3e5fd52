/// How much goes into one transaction.
package struct BatchLimit: Sendable, Hashable {
  /// Several hundred make a commit cheap; much more only makes progress jumpy and a repetition dear.
  package var rows: Int
  /// Of the file, roughly: complaints may be 100 000 characters long, and a batch is held in memory a few times over.
  package var bytes: Int

  package init(rows: Int = 500, bytes: Int = 4 << 20) {
    self.rows = rows
    self.bytes = bytes
  }
}

/// Rows on their way into one transaction, with what was told of the file in between. Remembers the order of the file.
struct ImportBatch<Row: ImportableRow>: Sendable {
  private enum Entry: Sendable {
    case row(ImportedRow<Row>)
    case rejected(ImportRejection)
    case notice(ImportNotice)
  }

  private(set) var rows: [ImportedRow<Row>] = []
  private var entries: [Entry] = []
  private let limit: BatchLimit
  private var firstByte: Int?
  private var lastByte = 0

  init(limit: BatchLimit) { self.limit = limit }

  /// Rejections count, too: a file of nothing else must not be held in memory.
  var isFull: Bool { entries.count >= limit.rows || lastByte - (firstByte ?? lastByte) >= limit.bytes }

  mutating func add(_ row: ImportedRow<Row>, bytesRead: Int) {
    firstByte = firstByte ?? bytesRead
    lastByte = bytesRead
    rows.append(row)
    entries.append(.row(row))
  }

  mutating func add(_ rejection: ImportRejection) { entries.append(.rejected(rejection)) }

  mutating func add(_ notice: ImportNotice) { entries.append(.notice(notice)) }

  /// What there is to tell once the rows are committed, and counts it. `results` are those of `rows`, in their order.
  func events(_ results: [RowResult], counting report: inout ImportReport) -> [ImportEvent] {
    var events: [ImportEvent] = []
    func reject(_ rejection: ImportRejection) {
      report.rejected += 1
      events.append(.rejected(rejection))
    }
    func tell(_ notices: [ImportNotice]) {
      report.notices += notices.count
      events.append(contentsOf: notices.map { .notice($0) })
    }
    var results = results[...]
    for entry in entries {
      switch entry {
      case .notice(let notice): tell([notice])
      case .rejected(let rejection): reject(rejection)
      case .row(let row):
        switch results.removeFirst() {
        case .added(let notices):
          report.added += 1
          tell(
            row.notices
              + notices.map { ImportNotice($0.code, line: row.line, field: $0.field, text: $0.text) })
        case .changed:
          report.changed += 1
          tell(row.notices)
        case .alreadyThere: report.alreadyThere += 1
        case .rejected(let problem): reject(row.rejected(problem))
        }
      }
    }
    return events
  }
}
