import Complaints
import Foundation
import Testing

/// Each mistake in a policy file is reported with its line, its place and a reason that says what would be
/// right.
@Suite struct PolicyProblemTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let path: String
    let reason: String
    var testDescription: String { "\(path): \(reason)" }

    init(_ old: String, _ new: String, _ path: String, _ reason: String) {
      (self.old, self.new, self.path, self.reason) = (old, new, path, reason)
    }
  }

  static let mistakes: [Mistake] = [
    Mistake("zone: Europe/Warsaw", "zoen: Europe/Warsaw", "zoen", "unknown key"),
    Mistake("zone: Europe/Warsaw", "zoen: Europe/Warsaw", "zone", "missing"),
    Mistake("zone: Europe/Warsaw", "zone: Warsaw", "zone", "expected a time zone"),
    Mistake("version: 1\n", "version: one\n", "version", "expected a whole number"),
    Mistake("version: 1\n", "version: [1]\n", "version", "found a list"),
    Mistake("valid_from: 2016-01-01", "valid_from: 2016-02-30", "valid_from", "expected a date"),
    Mistake("currency: PLN", "currency: XXX", "currency", "expected a currency"),
    Mistake("merchant:\n  name: Sklep Przykładowy", "merchant:\n  nam: x", "merchant.nam", "unknown key"),
    Mistake(
      "approval_limit: \"500.00\"", "approval_limit: \"500,00\"", "automation.approval_limit",
      "an amount of PLN"),
    Mistake(
      "approval_limit: \"500.00\"", "approval_limit: \"-1\"", "automation.approval_limit", "not negative"),
    Mistake(
      "undeliverable_orders: false", "undeliverable_orders: no", "automation.undeliverable_orders",
      "true or false"),
    Mistake("automatic: []", "automatic: [misuse]", "grounds.automatic", "only a person can establish it"),
    Mistake(
      "automatic: []", "automatic: [no_proof_of_purchase]", "grounds.automatic",
      "must also stand under proposed"),
    Mistake(
      "proposed: [filed_too_late]", "proposed: [filed_too_late, filed_too_late]", "grounds.proposed", "twice"),
    Mistake("proposed: [filed_too_late]", "proposed: [late]", "grounds.proposed", "expected one of"),
    Mistake("proposed: [filed_too_late]", "proposed: filed_too_late", "grounds.proposed", "expected a list"),
    Mistake(
      "{ amount: 14, unit: calendar_days, roll: next_working_day }\n    thresholds: [50, 75, 90]\n    on_breach: deem",
      "{ amount: 0, unit: calendar_days }\n    thresholds: [50, 75, 90]\n    on_breach: deem",
      "clocks.answer.term.amount", "from 1 to"),
    Mistake(
      "on_breach: deem_accepted\n    deemed_for: [consumer, sole_trader]", "on_breach: deem_accepted",
      "clocks.answer.deemed_for", "belongs to"),
    Mistake("thresholds: [75]", "thresholds: [75, 50]", "clocks.promised_update.thresholds", "must ascend"),
    Mistake("thresholds: [75]", "thresholds: [100]", "clocks.promised_update.thresholds", "from 1 to 99"),
    Mistake(
      "thresholds: [75]\n    on_breach: escalate", "thresholds: [75]\n    on_breach: deem_accepted",
      "clocks.promised_update.on_breach", "only the answer clock"),
    Mistake(
      "{ amount: 1, unit: hours }", "{ amount: 1, unit: hours, roll: next_working_day }",
      "clocks.promised_update.term.roll", "nothing to roll"),
    Mistake(
      "{ amount: 5, unit: business_days }", "{ amount: 15, unit: business_days }", "clocks",
      "internal_target ends after answer"),
    Mistake(
      "{ amount: 5, unit: business_days }", "{ amount: 10, unit: business_days }", "clocks",
      "internal_target ends after answer"),
    Mistake("  information:", "  informatoin:", "clocks.information", "missing"),
    Mistake(
      "covers: { from: 2016-01-01, through: 2028-12-31 }",
      "covers: { from: 2016-01-01, through: 2016-01-10 }", "calendar", "too short for clocks.answer"),
    Mistake(
      "covers: { from: 2016-01-01, through: 2028-12-31 }",
      "covers: { from: 2029-01-01, through: 2028-12-31 }", "calendar.covers.through", "is before"),
    Mistake(
      "2026-05-01: Święto Pracy", "2026-05-32: Święto Pracy", "calendar.holidays.2026-05-32",
      "expected a date"),
    Mistake(
      "2016-01-01: Nowy Rok", "2015-01-01: Nowy Rok", "calendar.holidays", "outside what the calendar covers"),
    Mistake(
      "  holidays:", "  working_days: [2026-05-01]\n  holidays:", "calendar.working_days", "is also a holiday"
    ),
    Mistake(
      "  holidays:", "  working_days: [2026-05-04]\n  holidays:", "calendar.working_days", "no weekend day"),
    Mistake("weekend: [saturday, sunday]", "weekend: [Saturday]", "calendar.weekend", "a day of the week"),
    Mistake(
      "        amount: { fixed: \"20.00\" }\n", "", "kinds.poor_service.remedies[1].amount",
      "missing: expected a formula"),
    Mistake(
      "amount: { fixed: \"20.00\" }", "amount: { fixed: \"60.00\" }", "kinds", "more than the goodwill limit"),
    Mistake(
      "goodwill:\n  limit_per_order: \"50.00\"\n  budget_per_month: \"2000.00\"\n", "", "kinds",
      "the section goodwill is missing"),
    Mistake(
      "{ fixed: \"20.00\" }", "late_penalty", "kinds.poor_service.remedies[1].amount",
      "only the remedy late_penalty"),
    Mistake("{ fixed: \"20.00\" }", "none", "kinds.poor_service.remedies[1].amount", "needs an amount"),
    Mistake(
      "{ remedy: repair, amount: none", "{ remedy: repair, amount: paid", "kinds.defect.remedies[1].amount",
      "is no money"),
    Mistake(
      "{ remedy: repair, amount: none", "{ remedy: replacement, amount: none", "kinds.defect.remedies",
      "offered twice"),
    Mistake(
      "remedy: voucher\n        amount: { fixed: \"20.00\" }",
      "remedy: late_penalty\n        amount: late_penalty", "kinds",
      "needs the section late_penalty"),
    Mistake(
      "at_least: \"5.00\"", "at_least: \"500.00\"", "kinds.late_delivery.remedies[1].amount.at_least",
      "is more than at_most"),
    Mistake(
      "share: 10%, of: paid, rounding: half_up, at_least", "share: 10%, of: paid, at_least",
      "kinds.late_delivery.remedies[1].amount.rounding", "missing"),
    Mistake("basis: goodwill", "basis: deemed", "kinds.poor_service.remedies[1].basis", "what a clock makes"),
    Mistake("  returns_question: ", "  returns_questions: ", "kinds.returns_question", "missing"),
    Mistake("  returns_question: ", "  returns_questions: ", "kinds.returns_questions", "unknown key"),
    Mistake("defaults: [refund_full", "defaults: [gift, refund_full", "offer", "offered by no kind"),
    Mistake(
      "by_transfer: [cash_on_delivery", "by_transfer: [voucher, cash_on_delivery",
      "payment_means.by_transfer", "only one of the two"),
    Mistake(
      "contact: \"https://uokik.gov.pl\"\n      open_to: [consumer]\n    - { kind: court",
      "contact: \"https://ec.europa.eu/consumers/odr\"\n      open_to: [consumer]\n    - { kind: court",
      "escalation.routes[2].contact", "closed"),
    Mistake("      takes_part: true ", "      #", "escalation.routes[1].takes_part", "missing"),
    Mistake(
      "kind: court, name", "kind: court, takes_part: true, name", "escalation.routes[3].takes_part",
      "unknown key"),
    Mistake(
      "name: sąd powszechny }", "name: sąd powszechny, open_to: [consumer, business] }",
      "escalation.routes", "none is open to sole_trader"),
    Mistake(
      "name: sąd powszechny }", "name: sąd powszechny, open_to: [everybody] }",
      "escalation.routes[3].open_to", "everybody"),
    Mistake("policy: pl", "policy: ../pl", "policy", "short name"),
  ]

  @Test(arguments: mistakes)
  func isReported(_ mistake: Mistake) throws {
    let original = try #require(ShippedPolicies.source("pl"))
    let place = try #require(original.range(of: mistake.old), "pl.yaml does not contain \(mistake.old)")
    let source = original.replacingCharacters(in: place, with: mistake.new)
    let problems = try #require(throws: PolicyProblems.self) { try Policy.read(source) }.problems
    let problem = try #require(
      problems.first { $0.path == mistake.path && $0.reason.contains(mistake.reason) }, "\(problems)")
    #expect(
      (1...source.split(separator: "\n", omittingEmptySubsequences: false).count).contains(problem.line))
  }

  @Test("All problems come at once, in the order of their lines, at the lines where they stand")
  func allAtOnce() throws {
    let source = try #require(ShippedPolicies.source("pl"))
      .replacingOccurrences(of: "version: 1\n", with: "version: 0\n")
      .replacingOccurrences(of: "amount: 7, unit: calendar_days", with: "amount: 7, unit: moons")
      .replacingOccurrences(
        of: "from: delivered\n\ngoodwill", with: "from: delivered\n  until: never\n\ngoodwill")
    let problems = try #require(throws: PolicyProblems.self) { try Policy.read(source) }.problems
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      problems.map(\.path) == [
        "version", "clocks.information.term.unit", "clocks.follow_up.term.unit", "filing.until",
        "carrier_claims.within.unit",
      ])
    for (problem, text) in zip(problems, ["version: 0", "moons", "moons", "until: never", "moons"]) {
      #expect(lines[problem.line - 1].contains(text))
    }
  }

  @Test(
    "What is no YAML is one problem with its line",
    arguments: [
      ("", 1, "empty"), ("policy: [", 1, "not YAML"), ("policy: pl\npolicy: ru\n", 1, "twice: policy"),
      ("- a\n- b\n", 1, "expected a section"), ("policy: pl\n\tversion: 1\n", 2, "not YAML"),
    ])
  func noYAML(source: String, line: Int, reason: String) throws {
    let problems = try #require(throws: PolicyProblems.self) { try Policy.read(source) }.problems
    #expect(problems.count == 1)
    #expect(problems[0].line >= line)
    #expect(problems[0].reason.contains(reason), "\(problems)")
  }

  @Test("A calendar that has run out is refused for new complaints, and read for old ones")
  func calendarOfToday() throws {
    let source = try #require(ShippedPolicies.source("ru"))
    #expect(throws: Never.self) { try Policy.read(source, today: day("2026-12-22")) }
    let problems = try #require(throws: PolicyProblems.self) {
      try Policy.read(source, today: day("2027-12-27"))
    }.problems
    #expect(problems.allSatisfy { $0.path == "calendar" })
    #expect(problems[0].reason.contains("clocks.answer"))
  }
}
