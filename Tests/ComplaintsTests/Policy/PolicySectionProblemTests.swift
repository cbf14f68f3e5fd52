import Complaints
import Foundation
import Testing

/// Mistakes in what a policy says beside the rules that decide: each with its place and what would be right.
@Suite struct PolicySectionProblemTests {
  typealias Mistake = PolicyProblemTests.Mistake

  static let mistakes: [Mistake] = [
    Mistake("jurisdiction: PL", "jurisdiction: Poland", "jurisdiction", "two capital letters"),
    // Hours
    Mistake(
      "monday: [\"08:00-12:00\", \"12:30-16:00\"]", "monday: [\"08:00-12:00\", \"11:30-16:00\"]",
      "calendar.working_hours.monday", "08:00-12:00 and 11:30-16:00 overlap"),
    Mistake(
      "monday: [\"08:00-12:00\"", "monday: [\"12:00-08:00\"", "calendar.working_hours.monday",
      "expected a period of a day"),
    Mistake(
      "    monday: [\"08:00-12:00\", \"12:30-16:00\"]\n", "", "calendar.working_hours",
      "monday is worked on, and has no hours"),
    Mistake(
      "    monday: [\"08:00-12:00\"", "    sunday: [\"08:00-12:00\"", "calendar.working_hours",
      "sunday is weekend"),
    Mistake("    monday: [", "    mondays: [", "calendar.working_hours.mondays", "unknown key"),
    // Clocks
    Mistake("start: choice", "start: offer", "clocks.remedy.start", "choice, decision, receipt"),
    Mistake("start: choice", "start: whenever", "clocks.remedy.start", "expected one of"),
    Mistake(
      "answered_when: dispatched", "answered_when: written", "clocks.answer.answered_when", "delivered"),
    Mistake("start: choice", "answered_when: delivered", "clocks.remedy.answered_when", "unknown key"),
    Mistake(
      "start: choice", "by_remedy: { refunds: { amount: 1, unit: weeks } }",
      "clocks.remedy.by_remedy.refunds", "unknown key"),
    Mistake(
      "start: choice",
      "by_remedy: { repair: { amount: 9, unit: weeks } }\n    paused_in: [expert_examination]",
      "clocks.remedy.paused_in", "cannot be paused"),
    // Standing
    Mistake(
      "decided_by_rules: [consumer, sole_trader]", "decided_by_rules: []", "standing.decided_by_rules",
      "names nobody"),
    // Money
    Mistake(
      "budget_per_month: \"2000.00\"", "budget_per_month: \"20.00\"", "goodwill.budget_per_month",
      "less than the limit of one order"),
    Mistake(
      "every_paid_orders: 5", "every_paid_orders: 1", "loyalty.every_paid_orders", "from 2 to 1000"),
    Mistake(
      "    remedy: discount_code\n    amount: { share: 10%, of: paid, rounding: half_up, at_most: \"50.00\" }\n",
      "    remedy: refund_full\n    amount: paid\n", "loyalty.offer", "nothing went wrong"),
    Mistake(
      "    amount: { share: 10%, of: paid, rounding: half_up, at_most: \"50.00\" }\n",
      "    amount: claimed\n", "loyalty.offer", "nothing was claimed"),
    Mistake(
      "at_most: \"50.00\" }\n    basis: contractual", "at_most: \"50.00\" }\n    basis: statutory",
      "loyalty.offer", "no law asks for it"),
    Mistake(
      "  days: 14\n  categories:", "  days: 0\n  categories:", "material_delay.days", "from 1 to 3650"),
    Mistake("    food: 1\n", "    food: soon\n", "material_delay.categories.food", "a whole number"),
    Mistake(
      "from_days_late: material", "from_days_late: soon", "kinds.late_delivery.remedies[4].from_days_late",
      "or the word material"),
    Mistake(
      "  late_delivery:                    # S1\n",
      "  late_delivery:\n    approval_limit: none\n", "kinds.late_delivery.approval_limit",
      "or the word unlimited"),
    // Ladder
    Mistake(
      "    - level: team_lead\n", "    - level: mediation\n", "escalation.ladder",
      "manager stands above mediation"),
    Mistake("  high_value: \"2000.00\"\n", "", "escalation.high_value", "nothing says what that is"),
    Mistake(
      "clock_breached, high_value, customer_request]", "clock_breached, customer_request]",
      "escalation.high_value", "no rung of the ladder"),
    Mistake(
      "      triggers: [silence, repeat_complaint, clock_at_risk, clock_breached, customer_request]\n", "",
      "escalation.ladder[1].triggers", "nothing brings a case here"),
    Mistake(
      "hands_over: [timeline, messages]", "hands_over: [all]", "escalation.ladder[1].hands_over",
      "expected one of"),
    Mistake(
      "      hands_over: [timeline, messages]\n    - level: manager\n",
      "      at_risk: { clock: answer, percent: 60 }\n    - level: manager\n",
      "escalation", "the clock answer has no threshold of 60 %"),
    Mistake(
      "      hands_over: [timeline, messages]\n    - level: manager\n",
      "    - level: manager\n      at_risk: { clock: answer, percent: 90 }\n",
      "escalation.ladder[2].at_risk", "belongs to the trigger clock_at_risk"),
    Mistake(
      "\noffer:\n", "\nexamination: { extends: answer }\noffer:\n", "examination.at_most", "has a latest day"),
    Mistake(
      "\noffer:\n", "\nexamination: { extends: nothing, at_most: { amount: 8, unit: weeks } }\noffer:\n",
      "examination.at_most", "belongs to extends"),
    Mistake(
      "\noffer:\n", "\nexamination: { extends: answer, at_most: { amount: 1, unit: weeks } }\noffer:\n",
      "examination", "before the answer is due"),
    Mistake(
      "      hands_over: [timeline, messages]\n    - level: manager\n",
      "      after: { amount: 8, unit: weeks }\n    - level: manager\n      after: { amount: 4, unit: weeks }\n",
      "escalation", "reaches manager before team_lead"),
    // Customers
    Mistake(
      "durable: [email, web_form, letter]", "durable: [email, phone]", "channels.durable",
      "leaves nothing behind"),
    Mistake("    email: reklamacje@", "    mail: reklamacje@", "channels.open.mail", "unknown key"),
    Mistake(
      "  updates: 2\n  within: { amount: 1, unit: calendar_days }",
      "  updates: 1\n  within: { amount: 1, unit: weeks }", "update_cap", "more often than this allows"),
    Mistake("  fault: merchant", "  fault: carrier", "returns.fault", "customer, merchant"),
    Mistake(
      "  collected: [repair,", "  collected: [repair, voucher,", "returns.collected",
      "no goods come back for voucher"),
    Mistake(
      "within: { amount: 21, unit: calendar_days", "within: { amount: 1001, unit: years",
      "returns.within.amount",
      "more than 1000 years"),
    Mistake("within: { amount: 21,", "within: { amount: 0,", "returns.within.amount", "from 1 to 10000"),
    Mistake(
      "  kinds: [not_received, damaged]", "  kinds: [not_received, defect]", "carrier_claims.kinds",
      "defect is nothing that a carrier answers for"),
    Mistake("  kinds: [not_received, damaged]\n", "", "carrier_claims.kinds", "names no kind"),
    Mistake(
      "  within: { amount: 7, unit: calendar_days }\n\nsurvey", "\nsurvey", "carrier_claims.within",
      "missing: expected a section"),
    Mistake(
      "basis: statutory, needs_return: true, tier: 2 }", "basis: statutory, needs_return: true, tier: 3 }",
      "kinds.defect.remedies[4].tier", "from 1 to 2"),
    Mistake(
      "    remedies:\n      - remedy: voucher\n", "    remedies:\n      - remedy: voucher\n        tier: 2\n",
      "kinds.poor_service.remedies", "nothing stands above the second tier"),
    Mistake(
      "  on_delivery: [cash_on_delivery]", "  done_when: paid", "payment_means.done_when", "listed, confirmed"
    ),
    Mistake(
      "    remedy: discount_code\n    amount: { share: 10%, of: paid, rounding: half_up, at_most: \"50.00\" }\n",
      "    remedy: gift\n    amount: none\n", "loyalty.offer", "offer a code"),
    // Survey
    Mistake("answer: 1-5", "answer: 0-5", "survey.questions[2].answer", "a scale such as 1-5"),
    Mistake("- id: handling", "- id: settled", "survey.questions", "stands here twice"),
    Mistake(
      "    - id: better\n      answer: text", "    - id: better\n      answer: yes_no", "survey.questions",
      "one open question"),
    Mistake(
      "        en: What could we have done better?\n", "", "survey.questions", "better has no text in en"),
    // Retention
    Mistake(
      "attachments: { amount: 2, unit: years }", "attachments: { amount: 9, unit: years }", "retention",
      "cannot outlive customer_data"),
    Mistake(
      "attachments: { amount: 2, unit: years }", "attachments: { amount: 2, unit: hours }",
      "retention.attachments", "calendar_days, weeks, months or years"),
    Mistake(
      "payout_documents: { amount: 7, unit: years }", "payout_documents: { amount: 2, unit: business_days }",
      "retention.payout_documents", "calendar_days, weeks, months or years"),
    // Attachments
    Mistake("  files: 20", "  files: 0", "attachments.files", "a whole number from 1 to 1000"),
    Mistake("  megabytes: 10", "  megabytes: 500", "attachments.megabytes", "a whole number from 1 to 100"),
    Mistake("types: [pdf, jpeg,", "types: [pdf, exe,", "attachments.types", "one of pdf, jpeg, png"),
    Mistake(
      "types: [pdf, jpeg, png, gif, webp, heic, mp4, text]", "types: []", "attachments.types",
      "names no type of file"),
  ]

  @Test(arguments: mistakes)
  func isReported(_ mistake: Mistake) throws {
    let original = try #require(ShippedPolicies.source("pl"))
    let source = try replacingFirst(mistake.old, of: original, with: mistake.new)
    let problems = try #require(throws: PolicyProblems.self) { try Policy.read(source) }.problems
    #expect(
      problems.contains { $0.path == mistake.path && $0.reason.contains(mistake.reason) }, "\(problems)")
  }

  @Test("A term in business hours needs hours")
  func hoursOfTerms() throws {
    let original = try #require(ShippedPolicies.source("pl"))
    let inHours = try replacingFirst(
      "{ amount: 1, unit: hours }", of: original, with: "{ amount: 1, unit: business_hours }")
    #expect(try Policy.read(inHours).clocks[.promisedUpdate]?.term == Term(1, .businessHours))
    let start = try #require(inHours.range(of: "  working_hours:"))
    let end = try #require(inHours.range(of: "  holidays:"))
    let without = inHours.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: "")
    let problems = try #require(throws: PolicyProblems.self) { try Policy.read(without) }.problems
    #expect(problems.map(\.path) == ["calendar"])
    #expect(problems[0].reason.contains("clocks.promised_update is in business_hours"))
  }

  @Test("What was added to the format may be missing: the text that a case was received under stays readable")
  func earlierFormat() throws {
    var source = try #require(ShippedPolicies.source("pl"))
    for line in [
      "    answered_when: dispatched       # S36: the shop keeps proof of when it sent the answer\n",
      "    start: choice\n", "  budget_per_month: \"2000.00\"\n",
    ] { source = try replacingFirst(line, of: source, with: "") }
    source = try replacingFirst("from_days_late: material", of: source, with: "from_days_late: 14")
    for (first, next) in [
      ("standing:", "# L3: two"), ("loyalty:", "payment_means:"), ("  high_value:", "  routes:"),
      ("channels:", "kinds:"), ("  working_hours:", "  holidays:"),
    ] {
      let start = try #require(source.range(of: "\n\(first)"), "\(first)")
      let end = try #require(source.range(of: "\n\(next)", range: start.upperBound..<source.endIndex))
      source.replaceSubrange(start.lowerBound..<end.lowerBound, with: "")
    }
    let policy = try Policy.read(source)
    let complete = try ComplaintsTests.policy("pl")
    #expect(policy.standing == complete.standing)
    var clocks = complete.clocks
    clocks[.goodsReturn] = nil
    #expect(policy.clocks == clocks && policy.carrierClaims == nil)
    #expect(policy.payments.doneWhen == .listed)
    #expect(policy.goodwillLimit == complete.goodwillLimit)
    #expect(policy.escalation.ladder.map(\.level) == [.teamLead, .manager])
    #expect(
      policy.loyalty == nil && policy.channels == nil && policy.survey == nil && policy.retention == nil)
    let delay = try #require(policy.rule(for: .lateDelivery).remedies.last?.onceDelayedBy)
    #expect(delay.threshold(for: []) == 14)
  }

  private func replacingFirst(_ old: String, of source: String, with new: String) throws -> String {
    let place = try #require(source.range(of: old), "pl.yaml does not contain \(old)")
    return source.replacingCharacters(in: place, with: new)
  }
}
