import Complaints
import Foundation
import Gateways
import LibPQ

/// One mail to one person of the shop about what has happened to cases: in the first of that person's languages that we write, else in that of
/// the first case's policy.
struct StaffDigest: Sendable {
  struct Line: Sendable {
    let reference: String
    let complaint: ComplaintKind
    let kind: StaffNoticeKind
    let about: String?
    let occurredAt: Date
    let due: Date?
    /// Where that is which goes with a case that came up, in the worker's folder of messages; `nil`: nothing does.
    let file: String?
  }

  let digestID: Int64
  let recipient: String
  let madeAt: Date
  /// By case, and there in the order in which it happened.
  let lines: [Line]
  private let texts: StaffTexts

  /// Those that were made and not sent, by whomever.
  static func readUnsent(
    _ policies: PolicyCache, in executor: some StatementExecutor
  ) async throws -> [StaffDigest] {
    let rows = try await executor.execute(.readStaffDigests)
    let policies = try await policies.policies(Set(try rows.map { try PolicyKey($0) }), in: executor)
    return try Dictionary(grouping: rows) { try $0.decode(Int64.self, "digest_id") }
      .sorted { $0.key < $1.key }
      .map { try StaffDigest($0.key, $0.value, policies) }
  }

  private init(_ digestID: Int64, _ rows: [Row], _ policies: [PolicyKey: Policy]) throws {
    self.digestID = digestID
    let spoken = try rows[0].decode([String]?.self, "languages") ?? []
    let own = spoken.lazy.compactMap { MessageLanguage(locale: $0) }.first
    texts = StaffTexts.of(try own ?? policies.policy(of: PolicyKey(rows[0])).language)
    recipient = try rows[0].decode(String.self, "recipient")
    madeAt = try rows[0].decode(Date.self, "made_at")
    lines = try rows.map { try Line($0, policies.policy(of: PolicyKey($0))) }.sorted {
      ($0.reference, $0.occurredAt) < ($1.reference, $1.occurredAt)
    }
  }

  /// What the mail gateway knows it by.
  var key: String { "staff-digest-\(digestID)" }
}

extension StaffDigest.Line {
  /// Reads a row of read_staff_digests.
  fileprivate init(_ row: Row, _ policy: Policy) throws {
    reference = try row.decode(String.self, "reference")
    complaint = try row.word("complaint")
    kind = try row.word("kind")
    about = try row.decode(String?.self, "about")
    occurredAt = try row.decode(Date.self, "occurred_at")
    due = try row.decode(Date?.self, "due_at")
    let level = Int(try row.decode(Int16.self, "escalation_level"))
    let isHandedOver = kind == .escalated && policy.rung(ofLevel: level)?.handsOver.isEmpty == false
    file = isHandedOver ? MessageArchive.handedOver(reference, for: level) : nil
  }

  /// `answer: at risk, due 2026-03-16 23:00 UTC`. Words of ours and times.
  fileprivate func words(_ texts: StaffTexts) -> String {
    let what = texts.text(.notices, kind.rawValue, ["about": texts.text(vocabulary, about ?? "")])
    let end = due.map { texts.text(.mail, "due", ["time": StaffDigest.time($0)]) }
    let with = file.map { texts.text(.mail, "with", ["file": $0]) }
    return [what, end, with].compactMap(\.self).joined(separator: ", ")
  }

  private var vocabulary: StaffTexts.Table {
    switch kind {
    case .reviewOpened: .reviews
    case .escalated: .triggers
    case .assigned, .atRisk, .breached, .promiseDue: .clocks
    }
  }
}

extension StaffDigest {
  /// As text and as a page that says the same.
  var message: RenderedMessage {
    let cases = lines.reduce(into: [(head: String, lines: [Line])]()) { cases, line in
      let title = MessageCatalog.embedded.title(of: line.complaint, in: texts.language)
      let head = "\(line.reference)  \(title)"
      if cases.last?.head == head {
        cases[cases.count - 1].lines.append(line)
      } else {
        cases.append((head, [line]))
      }
    }
    let subject = texts.text(.mail, "subject", ["cases": texts.count(ofCases: cases.count)])
    let closing = texts.text(
      .mail, "closing",
      ["show": "redress case show \(lines[0].reference)", "list": "redress case list --mine"])
    func told(_ line: Line) -> String { "\(Self.time(line.occurredAt))  \(line.words(texts))" }
    let text = cases.map { ([$0.head] + $0.lines.map { "  - " + told($0) }).joined(separator: "\n") }
    let page = cases.map { entry in
      let items = entry.lines.map { "<li>\(MessageLayout.escaped(told($0)))</li>" }.joined()
      return "<h2>\(MessageLayout.escaped(entry.head))</h2><ul>\(items)</ul>"
    }
    return RenderedMessage(
      subject: subject, text: (text + [closing]).joined(separator: "\n\n") + "\n",
      html: """
        <!DOCTYPE html><html lang="\(texts.language.rawValue)"><head><meta charset="utf-8"><title>\(MessageLayout.escaped(subject))</title></head>\
        <body>\(page.joined())<p>\(MessageLayout.escaped(closing))</p></body></html>

        """, language: texts.language, usedFallback: false)
  }

  fileprivate static func time(_ instant: Date) -> String { "\(CaseFile.time(instant, in: .utc)) UTC" }
}
