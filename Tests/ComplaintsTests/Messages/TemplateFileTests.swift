import Foundation
import Testing

@testable import Complaints

/// Each rule of the template files, broken one at a time in the real English file.
@Suite struct TemplateFileTests {
  private static let english = TemplateFile.embedded[2]

  /// The problems after a change of the English file, without the lines when they are not asked for.
  private func problems(_ old: String, _ new: String) throws -> [TemplateProblem] {
    try #require(Self.english.text.contains(old), "the file no longer holds: \(old)")
    var changed = Self.english
    let place = try #require(changed.text.firstRange(of: old))
    changed.text.replaceSubrange(place, with: new)
    do {
      _ = try LanguageTexts(changed)
      return []
    } catch {
      return error.problems
    }
  }

  /// The line, from 1, on which a text stands in the English file.
  private func line(of text: String) throws -> Int {
    let place = try #require(Self.english.text.firstRange(of: text)?.lowerBound)
    return Self.english.text[..<place].count { $0 == "\n" } + 1
  }

  @Test(
    "what is wrong is said with its reason",
    arguments: [
      // A mandatory block (S24).
      (
        "    invitation: |\n      Is there anything", "    # invitation: |\n      # Is there anything",
        "messages.escalated lacks invitation"
      ),
      (
        "    thanks: |\n      Thank you for waiting for our answer about {{complaint_about}}.",
        "    thanks: \"\"", "must be a text, and not an empty one"
      ),
      (
        "    subject: \"Done: your complaint {{case_reference}}\"\n", "",
        "messages.remedy_executed lacks subject"
      ),
      // Keys.
      ("footer:", "fotter:", "unknown key fotter in frame"),
      (
        "    prevention: |\n      {{prevention}}", "    ground: |\n      {{prevention}}", "unknown key ground"
      ),
      ("  poor_service:\n", "  rude_service:\n", "complaints lacks poor_service"),
      (
        "    regret: I am sorry that this delivery has", "    regrets: I am sorry that this delivery has",
        "complaints.late_delivery lacks regret"
      ),
      ("never_say:", "never_said:", "the file lacks never_say"),
      // Variables.
      (
        "by {{answer_by}} at the latest. {{responsible}} will",
        "by {{answer_day}}. {{answer_by}} {{responsible}} will",
        "unknown variable answer_day"
      ),
      ("Dear {{customer_name}},", "Dear {{options}},", "unknown variable options"),
      ("{{days_late}} late.", "{{days_late}} late, {{amount}}.", "unknown variable amount"),
      (
        "(order {{order_reference}}){{/order_reference}}", "{{/order_reference}}{{order_reference}}",
        "order_reference is not always known"
      ),
      ("{{#missing}}\n      - {{.}}\n      {{/missing}}", "{{missing}}", "missing is no text"),
      ("with the number of the option", "{{number}} {{.}}", "unknown variable number"),
      ("We have now done what we promised.", "{{.}}", "{{.}} stands outside a list"),
      (
        "write to {{contact}}", "write to {{contact}} about {{case_reference}}",
        "unknown variable case_reference"
      ),
      // Tags.
      ("{{/complaint_quote}}", "{{/complaint_subject}}", "{{/complaint_subject}} closes no open section"),
      ("      {{/complaint_quote}}\n", "", "{{#complaint_quote}} is never closed"),
      (
        "by {{answer_by}} at the latest. {{responsible}} will", "by {{answer_by. {{responsible}} will",
        "is not understood"
      ),
      ("{{responsible}}\n    {{merchant}}", "{{{responsible}}}\n    {{merchant}}", "is not understood"),
      ("{{responsible}}\n    {{merchant}}", "{{> partial}}\n    {{merchant}}", "is not understood"),
      ("{{responsible}}\n    {{merchant}}", "{{=<% %>=}}\n    {{merchant}}", "is not understood"),
      ("{{responsible}}\n    {{merchant}}", "{{&responsible}}\n    {{merchant}}", "is not understood"),
      // What a message must say.
      (
        "My name is {{responsible}} and I am looking after your complaint.", "We look after it.",
        "an apology comes from a named person"
      ),
      (
        " {{#expected_by}}We expect to be able to answer you by {{expected_by}}. {{/expected_by}}You will have our answer by {{answer_by}} at the latest. {{responsible}} will make sure of it.",
        " {{responsible}} will write.", "a commitment has a date"
      ),
      (
        "by {{answer_by}} at the latest. {{responsible}} will make sure of it.", "by {{answer_by}}.",
        "a commitment has an owner"
      ),
      (
        "      {{#options}}\n      - Option {{number}}: {{offer}}\n      {{/options}}", "",
        "this block is there to tell {{options}}"
      ),
      ("    {{responsible}}\n    {{merchant}}", "    Your team at {{merchant}}", "a message is signed"),
      // What no message may say (S34, L4).
      ("just reply to this message.", "reply As Soon As Possible.", "never_say forbids: as soon as possible"),
      (
        "just reply to this message.", "reply as soon as\n      possible.",
        "never_say forbids, over two lines: as soon as possible"
      ),
      (
        "just reply to this message.", "reply as soon\u{00A0}as possible.",
        "never_say forbids: as soon as possible"
      ),
      ("just reply to this message.", "see https://ec.europa.eu/consumers/odr.", "closed since July 2025"),
      // Forms.
      ("[January, February,", "[January,", "months must list 12 names"),
      ("{ one: day, other: days }", "{ one: day }", "plurals.day lacks other"),
      ("{ one: day, other: days }", "{ one: day, few: days, other: days }", "unknown key few in plurals.day"),
      ("symbol: before", "symbol: between", "must be before or after"),
      ("GBP: \"£\"", "XXX: \"£\"", "XXX is no known currency"),
      ("decimal_mark: \".\"", "decimal_mark: \"dot\"", "must be one character"),
      ("language: en", "language: de", "language must be one of pl, ru, en"),
      // YAML.
      ("language: en", "language: en\nlanguage: en", "given twice"),
      ("frame:", "frame: [", "no YAML"),
    ])
  func problem(old: String, new: String, reason: String) throws {
    let problems = try problems(old, new)
    #expect(problems.contains { $0.reason.contains(reason) }, "\(problems)")
    #expect(problems.allSatisfy { $0.file == "messages_en.yaml" && $0.line >= 1 })
  }

  @Test("a problem names the line, also deep in a block")
  func lines() throws {
    let unknown = try problems(
      "Your subject line was: “{{complaint_subject}}”", "Your subject line was: “{{subject}}”")
    #expect(unknown.map(\.line) == [try line(of: "Your subject line was")])
    let forbidden = try problems("If it is not settled, please", "If it is not settled, shortly")
    #expect(forbidden.map(\.line) == [try line(of: "If it is not settled, please")])
    let key = try problems("  wrong_item:\n    title:", "  wrong_item:\n    titel:")
    #expect(key.map(\.line).contains(try line(of: "  wrong_item:") + 1))
    #expect(unknown.first?.description.hasPrefix("messages_en.yaml:\(unknown[0].line): ") == true)
  }

  @Test("all problems are told at once, in the order of the lines")
  func severalProblems() throws {
    var file = Self.english
    file.text = file.text.replacing("{{answer_by}}", with: "{{answer_day}}")
    let error = try #require(throws: TemplateError.self) { try LanguageTexts(file) }
    #expect(error.problems.count > 4)
    #expect(error.problems.map(\.line) == error.problems.map(\.line).sorted())
  }

  @Test("a catalog has each language exactly once")
  func languages() throws {
    let files = TemplateFile.embedded
    let lacking = try #require(throws: TemplateError.self) {
      try MessageCatalog(files: Array(files.dropLast()))
    }
    #expect(lacking.problems.map(\.reason) == ["no file for the language en"])
    let twice = try #require(throws: TemplateError.self) { try MessageCatalog(files: files + [files[0]]) }
    #expect(twice.problems.map(\.reason) == ["a second file for the language pl"])
    #expect(throws: TemplateError.self) {
      try MessageCatalog(files: [TemplateFile(name: "x.yaml", text: "- a")])
    }
    #expect(throws: TemplateError.self) {
      try MessageCatalog(files: [TemplateFile(name: "x.yaml", text: "")])
    }
  }

  @Test("the program carries the files of the folder templates, all of them")
  func embedded() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../templates")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
    let all = TemplateFile.embedded + TemplateFile.embeddedPages + TemplateFile.embeddedStaff
    #expect(Set(names) == Set(all.map(\.name) + ["message.html", "page.html"]))
    for file in all {
      #expect(try String(contentsOf: folder.appending(path: file.name), encoding: .utf8) == file.text)
    }
  }

  @Test("every language writes each kind of message with its mandatory blocks")
  func mandatoryBlocks() throws {
    for file in TemplateFile.embedded {
      let texts = try LanguageTexts(file)
      for kind in MessageKind.allCases {
        let blocks = try #require(texts.messages[kind]).blocks
        #expect(kind.mandatoryBlocks.allSatisfy { blocks[$0] != nil }, "\(file.name) \(kind)")
        // S24's order is the order of the cases, so no list of mandatory blocks contradicts it.
        #expect(kind.mandatoryBlocks == MessageBlock.allCases.filter { kind.mandatoryBlocks.contains($0) })
      }
    }
  }
}
