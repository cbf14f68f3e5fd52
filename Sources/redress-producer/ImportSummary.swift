import Casework
import Programs

/// What an import came to. Its keys are a contract: docs/json.md.
struct ImportSummary: Encodable {
  let file: String
  let rows: Int
  let added: Int
  let changed: Int
  let alreadyThere: Int
  let rejected: Int
  /// `nil` when nothing was rejected.
  let rejectsFile: String?
  /// By code, as docs/import.md lists them.
  let notices: [String: Int]
  let seconds: Double

  init(
    _ file: String, _ report: ImportReport, rejectsFile: String?, notices: [ImportNotice.Code: Int],
    elapsed: Duration
  ) {
    self.file = file
    rows = report.rows
    added = report.added
    changed = report.changed
    alreadyThere = report.alreadyThere
    rejected = report.rejected
    self.rejectsFile = rejectsFile
    self.notices = Dictionary(uniqueKeysWithValues: notices.map { ($0.rawValue, $1) })
    seconds = elapsed / .seconds(1)
  }

  func lines(for terminal: Terminal) -> [String] {
    var table = TextTable(.text(""), .number(""), .flexible(""))
    table.add("added", countText(added), "")
    if changed > 0 { table.add("changed", countText(changed), "") }
    if alreadyThere > 0 { table.add("already there", countText(alreadyThere), "") }
    if let rejectsFile {
      table.add("rejected", countText(rejected), "in \(rejectsFile): correct and import it")
    }
    for (code, count) in notices.sorted(by: { $0.key < $1.key }) {
      table.add("notice", countText(count), code.split(separator: "_").joined(separator: " "))
    }
    let heading = "\(file): \(counted(rows, "row")) in \(durationText(seconds))"
    return [terminal.bold(heading)] + table.lines(for: terminal, indent: 2).dropFirst()
  }
}
