import Casework
import Complaints
import Foundation
import Programs

/// A case for the person who handles it. What customers wrote is shown, never obeyed.
struct CaseText {
  private let file: CaseFile
  private let zone: Zone
  private let terminal: Terminal

  init(_ file: CaseFile, zone: Zone, _ terminal: Terminal) {
    self.file = file
    self.zone = zone
    self.terminal = terminal
  }

  var lines: [String] {
    let sections = [head, words, checks, decisions, reviews, clocks, ledger, messages, notes, history]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var head: [String] {
    var table = TextTable(.text(""), .flexible(""))
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { table.add(name, value) }
    }
    add("complaint", "\(file.external) of \(file.merchant), by \(file.channel), in \(file.locale)")
    add(
      "customer",
      [file.customer.name, file.customer.email, file.customer.reference].compactMap(\.self).joined(
        separator: ", "))
    add("standing", file.standing)
    add("order", file.order ?? "none named")
    add(
      "claims", [file.desired, money(file.claimed, file.currency)].compactMap(\.self).joined(separator: ", "))
    add("shows", file.evidence.joined(separator: ", "))
    add("received", instantText(file.received))
    add("policy", file.policy)
    add("responsible", file.responsible + (file.escalation > 0 ? ", escalated \(file.escalation)" : ""))
    add("repeats", file.parent)
    add("repeated by", file.repeats.joined(separator: ", "))
    let title = "\(file.reference)  \(file.kind.spaced), \(file.state.spaced)"
    return [terminal.bold(title)] + table.lines(for: terminal, indent: 2).dropFirst()
  }

  private var words: [String] {
    guard let words = file.words else { return [terminal.bold("The customer's words"), "  erased"] }
    var lines = [terminal.bold("The customer's words")]
    if let subject = words.subject { lines += paragraph(subject) }
    lines += paragraph(words.body)
    for (what, text) in [("what happened", words.happened), ("since", words.began), ("tried", words.tried)] {
      if let text { lines += paragraph("\(what): \(text)") }
    }
    return lines
  }

  private func paragraph(_ text: String) -> [String] {
    wrapped(text.safeForTerminal(multiline: true), to: terminal.width.map { $0 - 2 }).map { "  \($0)" }
  }

  private var checks: [String] {
    var table = TextTable(.text("check"), .number("round"), .text("outcome"))
    for check in file.checks { table.add(check.name.spaced, "\(check.round)", check.outcome) }
    return table.lines(for: terminal)
  }

  private var decisions: [String] {
    file.decisions.flatMap { decision in
      let reasons = ([decision.basis, decision.ground].compactMap(\.self) + decision.reasons).map(\.spaced)
      let title =
        "Decision \(decision.version): \(decision.outcome.spaced), by \(decision.maker), \(instantText(decision.at))"
      let options = decision.options.map { option in
        let chosen = decision.choice?.position == option.position ? "→" : " "
        let amount = money(option.amount, option.currency).map { ", \($0)" } ?? ""
        let standard = option.isDefault ? ", the default" : ""
        return
          "\(chosen) \(option.position). \(option.remedy.spaced)\(amount)\(standard), until \(instantText(option.until))"
      }
      return [terminal.bold(title)] + (reasons.isEmpty ? [] : paragraph(reasons.joined(separator: "; ")))
        + options.map { "  \($0)" }
    }
  }

  private var reviews: [String] {
    var table = TextTable(
      .text("a person was asked"), .text("proposal"), .text("since"), .text("until"), .text("by"))
    for review in file.reviews {
      table.add(
        review.reason.spaced, review.proposal?.spaced ?? "", instantText(review.opened),
        review.closed.map(instantText) ?? "open", review.closer ?? "")
    }
    return table.lines(for: terminal)
  }

  private var clocks: [String] {
    var table = TextTable(.text("clock"), .number("run"), .text("started"), .text("due"), .text("ended"))
    for clock in file.clocks {
      let end = clock.stopped.map(instantText) ?? (clock.breached == nil ? "running" : "not yet")
      table.add(
        clock.kind.spaced, "\(clock.cycle)", instantText(clock.started), instantText(clock.due),
        end + (clock.breached == nil ? "" : ", breached"))
    }
    return table.lines(for: terminal)
  }

  private var ledger: [String] {
    var table = TextTable(.text("given"), .number("amount"), .text("means"), .text("is"), .text("since"))
    for line in file.ledger {
      table.add(
        line.remedy.spaced, money(line.amount, line.currency) ?? "", line.means ?? "", line.status,
        instantText(line.intended))
    }
    return table.lines(for: terminal)
  }

  private var messages: [String] {
    var table = TextTable(.text("message"), .text("by"), .text("in"), .text("written"), .text("sent"))
    for message in file.messages {
      table.add(
        message.kind.spaced, message.channel.spaced, message.locale, instantText(message.written),
        message.sent.map(instantText) ?? "not yet")
    }
    return table.lines(for: terminal)
  }

  private var notes: [String] {
    file.notes.flatMap { note in
      [terminal.bold("Note by \(note.author.safeForTerminal()), \(instantText(note.at))")]
        + paragraph(note.text)
    }
  }

  private var history: [String] {
    let width = terminal.width.map { $0 - 3 }
    let lines = file.timeline(in: zone).map { line in
      "  " + (width.map { DisplayWidth.truncated(line.safeForTerminal(), to: $0) } ?? line.safeForTerminal())
    }
    return [terminal.bold("History, \(zone == .utc ? "UTC" : zone.identifier)")] + lines
  }

  private func money(_ amount: Int64?, _ currency: String?) -> String? {
    guard let amount, let currency, let known = Currency(code: currency) else { return nil }
    return Money(minorUnits: amount, currency: known).description
  }
}
