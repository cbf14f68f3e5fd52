import Complaints
import Gateways
import Monitoring
import Programs

/// What a demonstration came to, for a person who knows nothing of tables.
struct DemoSummary {
  private let report: OutcomeReport
  private let place: DemoPlace
  private let payouts: PayoutFile?
  private let people: DemoPeople.Tally
  private let isAtRest: Bool
  private let elapsed: Duration

  init(
    _ report: OutcomeReport, place: DemoPlace, payouts: PayoutFile?, people: DemoPeople.Tally, isAtRest: Bool,
    elapsed: Duration
  ) {
    self.report = report
    self.place = place
    self.payouts = payouts
    self.people = people
    self.isAtRest = isAtRest
    self.elapsed = elapsed
  }

  func lines(for terminal: Terminal) -> [String] {
    let count = report.cases.reduce(0) { $0 + $1.cases }
    let opening =
      isAtRest
      ? "All \(counted(count, "case")) are at rest, after \(durationText(elapsed))."
      : "Time ran out before every one of the \(counted(count, "case")) was at rest."
    let sections = [
      ["", terminal.bold(opening)], cases(terminal), played(terminal), money(terminal), messages(terminal),
      clocks(terminal), reviews(terminal),
    ]
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func cases(_ terminal: Terminal) -> [String] {
    var table = TextTable(.text("What became of the cases"), .number(""), .flexible(""))
    for group in CaseResult.groups(report.cases) { table.add(group.result.title, countText(group.cases), "") }
    return table.lines(for: terminal)
  }

  private func played(_ terminal: Terminal) -> [String] {
    guard people.all > 0 else { return [] }
    var table = TextTable(.text("Simulated people"), .number(""), .flexible(""))
    table.add("cases decided by a handler", countText(people.decided), "")
    table.add("remedies chosen by customers", countText(people.chosen), "")
    table.add("proofs sent by customers", countText(people.provided), "")
    table.add("refusals appealed by customers", countText(people.appealed), "")
    table.add("goods sent, repaired, taken back; claims made", countText(people.worked), "")
    return table.lines(for: terminal) + [
      "Every \(SimulatedHandler.overlooks)th case is overlooked, so that it is seen what silence leads to"
    ]
  }

  private func money(_ terminal: Terminal) -> [String] {
    var table = TextTable(
      .text("Given to customers"), .number("times"), .number("promised"), .number("carried out"), .text(""))
    for entry in report.money {
      guard let currency = Currency(code: entry.currency) else { continue }
      let title = "\(entry.remedy.spaced) (\(entry.budget.spaced))"
      table.add(
        title, countText(entry.entries), Money(minorUnits: entry.promisedMinor, currency: currency).decimal,
        Money(minorUnits: entry.doneMinor, currency: currency).decimal, currency.code)
    }
    let totals = Dictionary(grouping: report.money, by: \.currency).sorted { $0.key < $1.key }
    for (code, entries) in totals {
      guard let currency = Currency(code: code) else { continue }
      let promised = entries.reduce(0) { $0 + $1.promisedMinor }
      let done = entries.reduce(0) { $0 + $1.doneMinor }
      table.add(
        "total", countText(entries.reduce(0) { $0 + $1.entries }),
        Money(minorUnits: promised, currency: currency).decimal,
        Money(minorUnits: done, currency: currency).decimal,
        code)
    }
    guard !table.isEmpty else { return [] }
    let documents = payouts.map { counted($0.documents.count, "document") }
    return table.lines(for: terminal)
      + (documents.map { ["For the bank and the books: \($0) in \(place.payouts)"] } ?? [])
  }

  private func messages(_ terminal: Terminal) -> [String] {
    let locales = Set(report.messages.map(\.locale)).sorted()
    var table = TextTable([.text("Messages written")] + locales.map { .number($0) } + [.number("all")])
    for (kind, rows) in Dictionary(grouping: report.messages, by: \.kind).sorted(by: { $0.key < $1.key }) {
      let counts = locales.map { locale in rows.filter { $0.locale == locale }.reduce(0) { $0 + $1.sent } }
      table.add([kind.spaced] + counts.map { countText($0) } + [countText(counts.reduce(0, +))])
    }
    guard !table.isEmpty else { return [] }
    return table.lines(for: terminal) + [
      "Read the mails with any mail program, or: less \(place.mail.shellWord)/*.eml",
      "What goes by phone, letter or chat waits for a person in \(place.mail)/handover",
    ]
  }

  private func clocks(_ terminal: Terminal) -> [String] {
    var table = TextTable(.text("Clocks"), .number("met"), .number("breached"), .number("running"))
    for kind in ClockKind.allCases where kind.isCommitment {
      guard let clock = report.clocks.first(where: { $0.clock == kind.rawValue }) else { continue }
      table.add(
        kind.rawValue.spaced, countText(clock.met), countText(clock.breached), countText(clock.running))
    }
    return table.lines(for: terminal)
  }

  private func reviews(_ terminal: Terminal) -> [String] {
    let count = CaseResult.groups(report.cases).first { $0.result == .waitsForPerson }?.cases ?? 0
    guard count > 0 else { return [] }
    var table = TextTable(.text("case"), .text("complaint"), .flexible("why a person must look"))
    for review in report.reviews.prefix(5) {
      table.add(review.reference, review.complaint.spaced, review.reason.spaced)
    }
    return [terminal.bold("\(counted(count, "case waits", "cases wait")) for a person's decision")]
      + table.lines(for: terminal)
      + ["With --keep you can decide them: redress case decide --help"]
  }
}
