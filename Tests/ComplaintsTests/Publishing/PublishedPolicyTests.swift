import Foundation
import Testing

@testable import Complaints

/// S45: the page says what the policy says, all of it, and nothing of its own.
@Suite struct PublishedPolicyTests {
  private static let press = try! PagePress()
  private static let everyPage: [(String, MessageLanguage)] = ShippedPolicies.ids.flatMap { id in
    MessageLanguage.allCases.map { (id, $0) }
  }

  /// The page's text, without its markup and with plain spaces.
  private func text(_ policy: Policy, _ language: MessageLanguage) -> String {
    let page = Self.press.page(policy, in: language)
    var lines = [page.title, page.intro, page.valid]
    for section in page.sections {
      lines.append(section.heading)
      for part in section.parts {
        switch part {
        case .heading(let text), .paragraph(let text): lines.append(text)
        case .list(let entries): lines += entries.map { [$0.title ?? "", $0.text].joined(separator: ": ") }
        }
      }
    }
    return lines.joined(separator: "\n").replacing(MessageFormats.nonBreakingSpace, with: " ")
  }

  @Test(arguments: everyPage)
  func everyKindRemedyClockChannelAndRouteIsOnThePage(id: String, language: MessageLanguage) throws {
    let policy = try policy(id)
    let page = text(policy, language)
    let texts = try PageTexts(try #require(TemplateFile.shipped(TemplateFile.pageName(language))))
    for kind in ComplaintKind.allCases {
      #expect(page.contains(texts.text("kinds.\(kind.rawValue).title")))
      let rule = policy.rule(for: kind)
      for remedy in rule.remedies.map(\.remedy) {
        #expect(page.contains(texts.text("remedies.\(remedy.rawValue)")), "\(kind) \(remedy)")
      }
      for remedy in rule.remedies where remedy.needsReturn {
        let isCollected = policy.goodsBack(after: kind, for: remedy.remedy) == .collected
        let condition = texts.text(isCollected ? "conditions.collected" : "conditions.needs_return")
        #expect(page.contains("\(texts.text("remedies.\(remedy.remedy.rawValue)")): "))
        #expect(page.contains(condition), "\(kind) \(remedy.remedy)")
      }
      for evidence in rule.evidence { #expect(page.contains(texts.text("evidence.\(evidence.rawValue)"))) }
    }
    for (kind, rule) in policy.clocks {
      let term = texts.count(rule.term.amount, rule.term.unit).replacing("\u{A0}", with: " ")
      let start = rule.start == .choice || kind == .remedy ? texts.text("starts.\(rule.start.rawValue)") : ""
      let line = texts.text("times.\(kind.rawValue)", ["term": term, "start": start])
      #expect(page.contains(line), "\(kind)")
      for (remedy, term) in rule.byRemedy {
        let own = texts.count(term.amount, term.unit).replacing("\u{A0}", with: " ")
        #expect(page.contains(own), "\(remedy)")
      }
    }
    for (channel, address) in policy.channels?.addresses ?? [:] {
      #expect(page.contains("\(texts.text("channels.\(channel.rawValue)")): \(address)"))
    }
    for route in policy.escalation.routes { #expect(page.contains(route.name)) }
    for ground in RejectionGround.allCases {
      #expect(page.contains(texts.text("grounds.\(ground.rawValue)")))
    }
    #expect(page.contains(policy.merchant.responsiblePerson))
    #expect(!page.contains("{{"))
    #expect(!page.contains("  "))
  }

  /// Each of these values stands in the policy alone: changing it there changes the page.
  @Test(arguments: [
    (
      "amount: 14, unit: calendar_days, roll: next_working_day }\n    thresholds: [50, 75, 90]\n    on_breach: deem",
      "amount: 13, unit: calendar_days, roll: next_working_day }\n    thresholds: [50, 75, 90]\n    on_breach: deem",
      "within 13 days from the day we received"
    ),
    (
      "amount: 2, unit: years }\n  from: delivered", "amount: 3, unit: years }\n  from: delivered",
      "You have 3 years to complain, counted from the delivery"
    ),
    (
      "{ share: 10%, of: paid, rounding: half_up, at_least: \"5.00\", at_most: \"200.00\" }",
      "{ share: 12.5%, of: paid, rounding: half_up, at_least: \"5.00\", at_most: \"1234.50\" }",
      "12.5% of what you paid, at least PLN 5.00, at most PLN 1,234.50"
    ),
    ("change_of_mind: customer", "change_of_mind: merchant", "If you have changed your mind, we pay"),
    ("every_paid_orders: 5", "every_paid_orders: 7", "After every 7 paid orders you get: Discount"),
    ("food: 1", "food: 3", "food: 3 days"),
    (
      "on_breach: deem_accepted\n    deemed_for: [consumer, sole_trader]",
      "on_breach: deem_accepted\n    deemed_for: [consumer]",
      "counts as accepted (this applies to consumers)"
    ),
    ("valid_from: 2016-01-01", "valid_from: 2026-12-01", "on or after 1 December 2026"),
    (
      "automatic: []", "automatic: [filed_too_late]",
      "refuse without a person only where: the time to complain is over"
    ),
    ("appeal_within: { amount: 30,", "appeal_within: { amount: 21,", "write to us within 21 days"),
  ])
  func whatThePolicySaysIsWhatThePageSays(old: String, new: String, line: String) throws {
    #expect(!text(try policy("pl"), .english).contains(line))
    #expect(text(try policy("pl", replacing: [(old, new)]), .english).contains(line))
  }

  @Test func whatAPolicyDoesNotHaveIsNotPromised() throws {
    let russian = text(try policy("ru"), .english)
    let polish = text(try policy("pl"), .english)
    #expect(polish.contains("counts as accepted"))
    #expect(!russian.contains("counts as accepted"))
    #expect(russian.contains("you are due 0.5% of what you paid in advance"))
    #expect(!polish.contains("For each day"))
  }

  @Test(arguments: everyPage)
  func thePageIsWellFormedAndLeadsToNothingButPagesMailAndTelephone(id: String, language: MessageLanguage)
    throws
  {
    let html = Self.press.html(try policy(id), in: language, beside: MessageLanguage.allCases)
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
    for tag in ["section", "ul", "li", "p", "a", "h2", "h3", "strong"] {
      let opened = html.matches(of: try Regex("<\(tag)[ >]")).count
      let closed = html.matches(of: try Regex("</\(tag)>")).count
      #expect(opened > 0 && opened == closed, "\(tag)")
    }
    for link in html.matches(of: /href="([^"]*)"/).map(\.1) {
      #expect(
        link.hasPrefix("https://") || link.hasPrefix("mailto:") || link.hasPrefix("tel:")
          || link.hasPrefix("#") || link.hasPrefix("complaints."), "\(link)")
    }
    #expect(!MessageRules.linksToClosedPlatform(html))
    #expect(!html.contains("<script") && !html.contains("src="))
  }

  @Test func theOnlineWithdrawalIsALink() throws {
    let html = Self.press.html(try policy("pl"), in: .polish, beside: [.polish])
    #expect(html.contains("<a href=\"https://sklep.example/odstapienie\">"))
    #expect(!html.contains("<footer"))
  }

  @Test func aHostileNameIsText() throws {
    let hostile = try policy(
      "pl", replacing: [("name: Sklep Przykładowy", "name: \"<script>{{title}}</script>\"")])
    let html = Self.press.html(hostile, in: .english, beside: [.english])
    #expect(!html.contains("<script>"))
    #expect(html.contains("&lt;script&gt;{{title}}&lt;/script&gt;"))
  }

  @Test func anAddressBecomesALinkOnlyWhereItIsOne() {
    #expect(PageLink.href("https://shop.example/x") == "https://shop.example/x")
    #expect(PageLink.href("a@shop.example") == "mailto:a@shop.example")
    #expect(PageLink.href("+48 22 000-00", .phone) == "tel:+482200000")
    #expect(PageLink.href("+48 22 000-00") == nil)
    #expect(PageLink.href("javascript:alert('@')") == nil)
    #expect(PageLink.href("ul. Przykładowa 1") == nil)
  }

  @Test(arguments: [
    ("  phone: Phone", "  phone: Phone 24", "channels.phone has a number of its own"),
    ("within {{term}} from the day", "soon from the day", "times.answer has to say {{term}}"),
    (
      "{{term}} from the day", "{{term}} {{day}} from the day",
      "times.answer: unknown name {{day}}; known are term"
    ),
    ("  phone: Phone\n", "", "channels lacks phone"),
    ("  phone: Phone\n", "  phone: Phone\n  fax: Fax\n", "unknown key fax in channels"),
    ("  phone: Phone", "  phone: https://ec.europa.eu/consumers/odr", "closed since July"),
    ("{ one: day, other: days }", "{ one: day }", "units.calendar_days lacks other"),
  ])
  func aFileWithAMistakeIsRefusedWithItsLine(old: String, new: String, reason: String) throws {
    var file = try #require(TemplateFile.shipped("page_en.yaml"))
    try #require(file.text.contains(old))
    file.text = file.text.replacing(old, with: new, maxReplacements: 1)
    let error = try #require(throws: TemplateError.self) { try PagePress(pages: [file]) }
    #expect(error.problems.count == 1)
    #expect(error.problems[0].reason.contains(reason), "\(error)")
    #expect(error.problems[0].line > 1)
  }

  @Test func twoFilesOfOneLanguageAreRefused() throws {
    var copy = try #require(TemplateFile.shipped("messages_en.yaml"))
    copy.name = "messages_pl.yaml"
    let error = try #require(throws: TemplateError.self) {
      try PagePress(messages: [copy] + TemplateFile.embedded.dropFirst())
    }
    #expect(error.description.contains("a second file for the language en"))
  }

  @Test func aFileIsNamedForItsLanguage() throws {
    var file = try #require(TemplateFile.shipped("page_en.yaml"))
    file.name = "page_ru.yaml"
    let error = try #require(throws: TemplateError.self) { try PagePress(pages: [file]) }
    #expect(error.description.contains("holds the language en"))
  }
}
