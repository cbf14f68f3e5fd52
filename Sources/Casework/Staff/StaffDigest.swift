import Complaints
import Foundation
import LibPQ

/// One mail to one person of the shop about what has happened to cases. In the language of the desk's tools.
struct StaffDigest: Sendable {
  struct Line: Sendable {
    let reference: String
    let complaint: String
    let kind: StaffNoticeKind
    let about: String?
    let occurredAt: Date
    let due: Date?
  }

  let digestID: Int64
  let recipient: String
  let madeAt: Date
  /// By case, and there in the order in which it happened.
  let lines: [Line]

  /// Those that were made and not sent, by whomever.
  static func readUnsent(in executor: some StatementExecutor) async throws -> [StaffDigest] {
    let rows = try await executor.execute(.readStaffDigests)
    return try Dictionary(grouping: rows) { try $0.decode(Int64.self, "digest_id") }
      .sorted { $0.key < $1.key }
      .map { try StaffDigest($0.key, $0.value) }
  }

  private init(_ digestID: Int64, _ rows: [Row]) throws {
    self.digestID = digestID
    recipient = try rows[0].decode(String.self, "recipient")
    madeAt = try rows[0].decode(Date.self, "made_at")
    lines = try rows.map(Line.init).sorted { ($0.reference, $0.occurredAt) < ($1.reference, $1.occurredAt) }
  }

  /// What the mail gateway knows it by.
  var key: String { "staff-digest-\(digestID)" }
}

extension StaffDigest.Line {
  /// Reads a row of read_staff_digests.
  fileprivate init(_ row: Row) throws {
    reference = try row.decode(String.self, "reference")
    complaint = try row.decode(String.self, "complaint")
    kind = try row.word("kind")
    about = try row.decode(String?.self, "about")
    occurredAt = try row.decode(Date.self, "occurred_at")
    due = try row.decode(Date?.self, "due_at")
  }

  /// `answer: at risk, due 2026-03-16 23:00 UTC`. Words of ours and times.
  fileprivate var words: String {
    let what = (about ?? "").replacing("_", with: " ")
    return switch kind {
    case .assigned: "you answer for it now"
    case .reviewOpened: "waits for a decision: \(what)"
    case .atRisk: "\(what): at risk\(end)"
    case .breached: "\(what): the time is over\(end)"
    case .escalated: "has come up to you: \(what)"
    case .promiseDue: "a promise must be kept\(end)"
    }
  }

  private var end: String { due.map { ", due \(CaseFile.time($0, in: .utc)) UTC" } ?? "" }
}

extension StaffDigest {
  /// As text and as a page that says the same.
  var message: RenderedMessage {
    let cases = lines.reduce(into: [(head: String, lines: [Line])]()) { cases, line in
      let head = "\(line.reference)  \(line.complaint.replacing("_", with: " "))"
      if cases.last?.head == head {
        cases[cases.count - 1].lines.append(line)
      } else {
        cases.append((head, [line]))
      }
    }
    let subject = "Complaints: news of \(cases.count) case\(cases.count == 1 ? "" : "s")"
    let closing =
      "See a case: redress case show \(lines[0].reference). What you have open: redress case list --mine"
    func told(_ line: Line) -> String { "\(CaseFile.time(line.occurredAt, in: .utc)) UTC  \(line.words)" }
    let text = cases.map { ([$0.head] + $0.lines.map { "  - " + told($0) }).joined(separator: "\n") }
    let page = cases.map { entry in
      let items = entry.lines.map { "<li>\(MessageLayout.escaped(told($0)))</li>" }.joined()
      return "<h2>\(MessageLayout.escaped(entry.head))</h2><ul>\(items)</ul>"
    }
    return RenderedMessage(
      subject: subject, text: (text + [closing]).joined(separator: "\n\n") + "\n",
      html: """
        <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(MessageLayout.escaped(subject))</title></head>\
        <body>\(page.joined())<p>\(MessageLayout.escaped(closing))</p></body></html>

        """, language: .english, usedFallback: false)
  }
}
