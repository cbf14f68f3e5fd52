import Casework
import Complaints
import Foundation
import FullScreen
import Programs

/// A case for the person who handles it. What customers wrote is shown, never obeyed.
struct CaseText {
  let file: CaseFile
  private let zone: Zone
  let terminal: Terminal

  init(_ file: CaseFile, zone: Zone, _ terminal: Terminal) {
    self.file = file
    self.zone = zone
    self.terminal = terminal
  }

  var lines: [String] {
    let sections = [
      head, words, attachments, checks, decisions, statements, reviews, clocks, promises, ledger, tasks,
      messages, surveys, mediations, notes, history,
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private var head: [String] {
    var table = TextTable(.text(""), .flexible(""))
    func add(_ name: String, _ value: String?) {
      if let value, !value.isEmpty { table.add(name, value) }
    }
    add("complaint", "\(file.external) of \(file.merchant)")
    add("answered", "by \(file.channel.spaced), in \(file.locale)")
    add(
      "customer",
      [file.customer.name, file.customer.email, file.customer.reference].compactMap(\.self).joined(
        separator: ", "))
    add("standing", file.standing?.spaced ?? "not stated")
    add("order", file.order ?? "none named")
    add(
      "claims",
      [file.desired?.spaced, money(file.claimed, file.currency)].compactMap(\.self).joined(separator: ", "))
    if let product = file.product { add("about", product) }
    if let preference = file.preference { add("prefers", preference) }
    add("shows", file.evidence.map(shown).joined(separator: ", "))
    add("received", time(file.received))
    add(
      "first contact",
      [file.contacted.map(time), file.takenBy.map { "with \($0)" }, file.form.map { "on form \($0)" }]
        .compactMap(\.self).joined(separator: ", "))
    add("policy", file.policy)
    add(
      "responsible", file.responsible + (file.escalation > 0 ? ", escalated to level \(file.escalation)" : "")
    )
    add("cause", file.cause.map { "\($0.code.spaced), by \($0.setter)" })
    add("repeats", file.parent)
    add("repeated by", file.repeats.joined(separator: ", "))
    add("times", "in \(zone == .utc ? "UTC" : zone.identifier)")
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

  func paragraph(_ text: String) -> [String] {
    wrapped(text.safeForTerminal(multiline: true), to: terminal.width.map { $0 - 2 }).map { "  \($0)" }
  }

  /// With what each of them saw: it is what a person decides on.
  private var checks: [String] {
    guard !file.checks.isEmpty else { return [] }
    let rounds = Set(file.checks.map(\.round)).count
    let names = file.checks.map { $0.name.spaced + (rounds > 1 ? " (\($0.round))" : "") }
    let entries = zip(names, file.checks).map { ([$0, $1.outcome], $1.saw) }
    return [terminal.bold("Checks")] + hanging(entries)
  }

  private var decisions: [String] {
    file.decisions.flatMap { decision in
      let reasons = ([decision.basis, decision.ground].compactMap(\.self) + decision.reasons).map(\.spaced)
      let title =
        "Decision \(decision.version): \(decision.outcome.spaced), by \(decision.maker), \(time(decision.at))"
      let options = decision.options.map { option in
        let chosen = decision.choice?.position == option.position ? "→" : " "
        let amount = money(option.amount, option.currency).map { ", \($0)" } ?? ""
        let standard = option.isDefault ? ", the default" : ""
        return
          "\(chosen) \(option.position). \(option.remedy.spaced)\(amount)\(standard), until \(time(option.until))"
      }
      return [terminal.bold(title)] + (reasons.isEmpty ? [] : paragraph(reasons.joined(separator: "; ")))
        + options.map { "  \($0)" }
    }
  }

  private var statements: [String] {
    file.statements.flatMap { said in
      let about = said.decision.map { ", with decision \($0)" } ?? ""
      return [terminal.bold("Said by \(said.author.safeForTerminal())\(about), \(time(said.at))")]
        + paragraph(said.text)
    }
  }

  private var reviews: [String] {
    var table = TextTable(
      .flexible("a person was asked"), .flexible("proposal"), .text("since"), .text("until"), .flexible("by"))
    for review in file.reviews {
      table.add(
        review.reason.spaced, review.proposal?.spaced ?? "", time(review.opened),
        review.closed.map(time) ?? "open", review.closer ?? "")
    }
    return table.lines(for: terminal)
  }

  private var clocks: [String] {
    var table = TextTable(
      .flexible("clock"), .number("run"), .text("started"), .text("due"), .text("ended"), .text(""))
    for clock in file.clocks {
      let end =
        clock.stopped.map(time)
        ?? (clock.breached != nil ? "not yet" : clock.paused == nil ? "running" : "stands still")
      table.add(
        clock.kind.spaced, "\(clock.cycle)", time(clock.started), time(clock.due), end,
        clock.breached == nil ? "" : "late")
    }
    return table.lines(for: terminal)
  }

  private var promises: [String] {
    var table = TextTable(
      .number("promise"), .text("of"), .flexible("by"), .text("made"), .text("until"), .text(""))
    for promise in file.promises {
      let isNow =
        promise.replaced.map { "see \($0)" }
        ?? (promise.broken != nil ? "broken" : promise.kept == nil ? "open" : "kept")
      table.add(
        "\(promise.number)", promise.what, promise.owner, time(promise.made), time(promise.due), isNow)
    }
    return table.lines(for: terminal)
  }

  private var ledger: [String] {
    var table = TextTable(
      .number("entry"), .text("given"), .number("amount"), .text("means"), .text("is"), .text("since"))
    for line in file.ledger {
      table.add(
        "\(line.number)", line.remedy.spaced, money(line.amount, line.currency) ?? "", line.means ?? "",
        line.state, time(line.intended))
    }
    return table.lines(for: terminal)
  }

  private var tasks: [String] {
    var table = TextTable(
      .number("task"), .flexible("what people do"), .text("opened"), .text("until"), .text("ended"),
      .flexible(""))
    for task in file.tasks {
      table.add(
        "\(task.number)", task.kind.spaced, time(task.opened), task.due.map(time) ?? "",
        (task.done ?? task.failed).map(time) ?? "not yet",
        task.failure.map { "came to nothing: \($0.spaced)" } ?? task.reference ?? "")
    }
    return table.lines(for: terminal)
  }

  private var messages: [String] {
    var table = TextTable(
      .number("number"), .text("message"), .text("by"), .text("in"), .text("written"), .text("sent"))
    for message in file.messages {
      let sent = message.sent.map(time) ?? (message.handed == nil ? "not yet" : "to be passed on")
      table.add(
        "\(message.number)", message.kind.spaced, message.channel.spaced, message.locale,
        time(message.written), message.bounced == nil ? sent : "came back")
    }
    return table.lines(for: terminal)
  }

  private var surveys: [String] {
    file.surveys.flatMap { survey in
      guard let answered = survey.answered else {
        return [
          terminal.bold("Survey of \(time(survey.asked))"), "  not answered; until \(time(survey.until))",
        ]
      }
      let answers = survey.answers.sorted { $0.key < $1.key }.map { "\($0.key.spaced): \($0.value)" }
      let words = survey.words.sorted { $0.key < $1.key }.map { "\($0.key.spaced): \($0.value)" }
      return [terminal.bold("Survey, answered \(time(answered))")]
        + (answers + words).flatMap { paragraph($0) }
    }
  }

  private var notes: [String] {
    file.notes.flatMap { note in
      let held =
        note.channel.map { channel in ", of a talk by \(channel.spaced) \(note.held.map(time) ?? "")" } ?? ""
      return [terminal.bold("Note by \(note.author.safeForTerminal()), \(time(note.at))\(held)")]
        + paragraph(note.text)
    }
  }

  private var history: [String] {
    let entries = file.timeline(in: zone).map { ([$0.time, $0.actor], $0.what) }
    return [terminal.bold("History")] + hanging(entries)
  }

  /// Columns, and behind them a text that goes on below itself where the window ends.
  private func hanging(_ entries: [(columns: [String], text: String)]) -> [String] {
    let columns = entries.map { $0.columns.map { $0.safeForTerminal() } }
    let widths = (columns.first ?? []).indices.map { index in
      columns.map { DisplayWidth.of($0[index]) }.max() ?? 0
    }
    let margin = String(repeating: " ", count: widths.reduce(2) { $0 + $1 + 2 })
    return zip(columns, entries).flatMap { cells, entry in
      let lead = zip(cells, widths).map { $0 + String(repeating: " ", count: $1 - DisplayWidth.of($0) + 2) }
      let room = terminal.width.map { max(20, $0 - margin.count) }
      return wrapped(entry.text.safeForTerminal(), to: room).enumerated().map { index, line in
        let text = (index == 0 ? "  " + lead.joined() : margin) + line
        return String(text.reversed().drop { $0 == " " }.reversed())
      }
    }
  }

  func time(_ instant: Date) -> String { CaseFile.time(instant, in: zone) }

  private func money(_ amount: Int64?, _ currency: String?) -> String? {
    guard let amount, let currency, let known = Currency(code: currency) else { return nil }
    return Money(minorUnits: amount, currency: known).description
  }
}
