import Complaints
import Foundation
import Gateways

/// The page by which a person reads a bundle: no script, nothing to fetch, and everything escaped at one place. In English, with the words
/// of the sides as they are; times in the zone of the policy.
struct BundlePage {
  private let contents: BundleContents
  private let file: CaseFile
  private let zone: Zone
  private let parts: Set<EscalationRung.Handover>

  /// - Parameter parts: what it shows besides the complaint itself.
  init(_ contents: BundleContents, _ parts: Set<EscalationRung.Handover> = BundleContents.everything) {
    self.contents = contents
    self.parts = parts
    file = contents.file
    zone = contents.policy.zone
  }

  var html: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>\(escaped("Complaint \(file.reference)"))</title>
    <style>
    body { font: 16px/1.5 sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
    table { border-collapse: collapse; width: 100%; margin: 0 0 1.5rem; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #ccc; }
    blockquote { white-space: pre-wrap; border-left: 3px solid #ccc; margin: 0 0 1rem; padding-left: 1rem; }
    </style>
    </head>
    <body>
    <h1>\(escaped("Complaint \(file.reference) to \(contents.policy.merchant.name)"))</h1>
    \(sections.joined(separator: "\n"))
    </body>
    </html>

    """
  }

  private var sections: [String] {
    let sections: [String] = [
      table(["", ""], head), part("What the customer said", words),
      part("What was sent in", attachments, of: .evidence), part("Checks", checks, of: .decisions),
      part("Decisions", decisions, of: .decisions),
      part("What the shop said beside them", statements, of: .decisions),
      part("What was given", ledger, of: .ledger), part("Messages", messages, of: .messages),
      part("Promises", promises, of: .messages), part("Mediation", mediations, of: .decisions),
      part("Notes", notes, of: .timeline), part("History", history, of: .timeline),
      part("Files", "<p>\(files)</p>"),
    ]
    return sections.filter { !$0.isEmpty }
  }

  private var head: [[String]] {
    let customer = [file.customer.name, file.customer.email].compactMap(\.self).joined(separator: ", ")
    let claims = [file.desired.map(\.inWords), money(file.claimed, file.currency)].compactMap(\.self)
    let escalation = file.escalation == 0 ? "none" : "level \(file.escalation)"
    let rows: [[String]] = [
      ["kind", file.kind.inWords], ["state", file.state.inWords], ["received", time(file.received)],
      ["submitted", time(file.submitted)], ["customer", customer],
      ["standing", file.standing.map(\.inWords) ?? "not stated"],
      ["order", file.order ?? "none named"], ["claims", claims.joined(separator: ", ")],
      ["rules", file.policy], ["responsible", file.responsible], ["escalation", escalation],
      ["repeats", file.parent ?? ""], ["repeated by", file.repeats.joined(separator: ", ")],
      ["times", "in \(zone.identifier)"],
    ]
    return rows.filter { !$0[1].isEmpty }
  }

  private var words: String {
    guard let words = file.words else { return "<p>erased</p>" }
    let answers: [(title: String, text: String?)] = [
      ("What happened", words.happened), ("Since", words.began), ("Tried", words.tried),
    ]
    let told = answers.map { answer in
      answer.text.map { "<p>\(answer.title):</p>\n\(quote($0))" } ?? ""
    }
    return quote(words.subject) + quote(words.body) + told.joined()
  }

  private var attachments: String {
    table(
      ["file", "called by its sender", "shows", "type", "since"],
      escapedRows: contents.attachments.map { row($0) })
  }

  private func row(_ kept: BundleContents.Attachment) -> [String] {
    let attachment = kept.attachment
    var name = attachment.name ?? "erased"
    if attachment.erased == nil, kept.content == nil { name += " (not at hand)" }
    let number = "\(attachment.number)"
    let shows = attachment.evidence.map(\.inWords).joined(separator: ", ")
    return [
      kept.content == nil ? escaped(number) : link(kept.path, number), escaped(name), escaped(shows),
      escaped(attachment.type), escaped(time(attachment.at)),
    ]
  }

  private var checks: String {
    table(
      ["round", "check", "outcome", "saw"],
      file.checks.map { check -> [String] in
        ["\(check.round)", check.name.inWords, check.outcome, check.saw]
      })
  }

  private var decisions: String { file.decisions.map { decision($0) }.joined(separator: "\n") }

  private func decision(_ decision: CaseFile.RecordedDecision) -> String {
    let title =
      "\(decision.version). \(decision.outcome.inWords), by \(decision.maker), \(time(decision.at))"
    let reasons = [decision.basis, decision.ground].compactMap(\.self) + decision.reasons
    let options = table(
      ["option", "amount", "until", ""],
      decision.options.map { option -> [String] in
        let isChosen = decision.choice?.position == option.position
        return [
          option.remedy.inWords, money(option.amount, option.currency) ?? "", time(option.until),
          isChosen ? "chosen" : option.isDefault ? "the default" : "",
        ]
      })
    let why = reasons.map(\.inWords).joined(separator: "; ")
    return "<h3>\(escaped(title))</h3>\n<p>\(escaped(why))</p>\n\(options)"
  }

  private var statements: String {
    file.statements.map { said -> String in
      "<p>\(escaped("\(said.author), \(time(said.at))"))</p>\n\(quote(said.text))"
    }.joined()
  }

  private var ledger: String {
    table(
      ["what", "amount", "by", "is", "since"],
      file.ledger.map { line -> [String] in
        [
          line.remedy.inWords, money(line.amount, line.currency) ?? "", line.means ?? "", line.state,
          time(line.intended),
        ]
      })
  }

  private var messages: String {
    table(["message", "by", "written", "sent", "text"], escapedRows: contents.messages.map { row($0) })
  }

  private func row(_ entry: BundleContents.Message) -> [String] {
    let message = entry.message
    let texts = entry.kept.map { link(entry.path($0), $0.fileExtension) }.joined(separator: " ")
    return [
      escaped(message.kind.inWords), escaped(message.channel.inWords), escaped(time(message.written)),
      escaped(message.sent.map { time($0) } ?? "not sent"), texts.isEmpty ? "not at hand" : texts,
    ]
  }

  private var promises: String {
    table(
      ["promise", "by", "made", "until", ""],
      file.promises.map { promise -> [String] in
        var isNow = promise.kept == nil ? "open" : "kept"
        if promise.replaced != nil { isNow = "replaced" }
        if promise.broken != nil { isNow = "broken" }
        return [promise.what.inWords, promise.owner, time(promise.made), time(promise.due), isNow]
      })
  }

  private var mediations: String { file.mediations.map { mediation($0) }.joined() }

  private func mediation(_ mediation: CaseFile.Mediation) -> String {
    let proposals = mediation.proposals.map { proposal -> [String] in
      [
        "\(proposal.number)", proposal.party, proposal.text ?? "erased",
        proposal.shopAgreed.map { time($0) } ?? "", proposal.customerAgreed.map { time($0) } ?? "",
      ]
    }
    let title = "\(mediation.number). \(mediation.mediator ?? "erased"), \(time(mediation.opened))"
    let listed = table(["proposal", "of", "text", "the shop agreed", "the customer agreed"], proposals)
    return "<h3>\(escaped(title))</h3>\n\(quote(mediation.dispute))\(listed)"
      + "<p>\(escaped(mediation.outcome ?? "goes on"))</p>\n"
  }

  private var notes: String {
    file.notes.map { note -> String in
      let held = note.channel.map { ", of a talk by \($0.inWords) \(note.held.map { time($0) } ?? "")" } ?? ""
      return "<p>\(escaped("\(note.author), \(time(note.at))\(held)"))</p>\n\(quote(note.text))"
    }.joined()
  }

  private var history: String {
    table(
      ["", "by", ""],
      file.timeline(in: zone).map { moment -> [String] in [moment.time, moment.actor, moment.what] })
  }

  private var files: String {
    var names: [String] = parts == BundleContents.everything ? ["case.json"] : []
    if parts.contains(.decisions) { names += ["orders.json", "policy.yaml"] }
    if parts.contains(.timeline) { names.append("timeline.txt") }
    return (names + ["SHA256SUMS"]).map { link($0, $0) }.joined(separator: " ")
  }

  // MARK: Markup

  private func part(_ title: String, _ body: String, of part: EscalationRung.Handover? = nil) -> String {
    guard !body.isEmpty, part.map(parts.contains) ?? true else { return "" }
    return "<h2>\(escaped(title))</h2>\n\(body)"
  }

  private func quote(_ text: String?) -> String {
    text.map { "<blockquote>\(escaped($0))</blockquote>\n" } ?? ""
  }

  private func table(_ headings: [String], _ rows: [[String]]) -> String {
    table(headings, escapedRows: rows.map { row in row.map { escaped($0) } })
  }

  private func table(_ headings: [String], escapedRows rows: [[String]]) -> String {
    guard !rows.isEmpty else { return "" }
    let head = headings.map { "<th>\(escaped($0))</th>" }.joined()
    let lines = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>\n" }.joined()
    return "<table>\n<tr>\(head)</tr>\n\(lines)</table>\n"
  }

  /// To a file of the bundle, whose path holds letters, digits, dots, slashes, hyphens and underscores.
  private func link(_ path: String, _ text: String) -> String { "<a href=\"\(path)\">\(escaped(text))</a>" }

  private func escaped(_ text: String) -> String { MessageLayout.escaped(text) }

  private func time(_ instant: Date) -> String { CaseFile.time(instant, in: zone) }

  private func money(_ amount: Int64?, _ currency: String?) -> String? {
    guard let amount, let currency, let known = Currency(code: currency) else { return nil }
    return Money(minorUnits: amount, currency: known).description
  }
}
