import Foundation
import Testing

@testable import Complaints

/// docs/messages.md is a guide for merchants; its tables are the code's own.
@Suite struct MessageGuideTests {
  private static let path = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../docs/messages.md").standardizedFileURL

  @Test("the guide's tables are those of the code; REDRESS_WRITE_DOCS=1 writes them")
  func tables() throws {
    let guide = try String(contentsOf: Self.path, encoding: .utf8)
    var expected = guide
    for (name, table) in [("messages", messages()), ("tables", phrases()), ("variables", variables())] {
      let begin = "<!-- \(name): made from the code -->\n"
      let end = "\n<!-- end of \(name) -->"
      let start = try #require(expected.firstRange(of: begin)?.upperBound, "\(name)")
      let stop = try #require(expected[start...].firstRange(of: end)?.lowerBound, "\(name)")
      expected.replaceSubrange(start..<stop, with: table)
    }
    if ProcessInfo.processInfo.environment["REDRESS_WRITE_DOCS"] == "1" {
      try expected.write(to: Self.path, atomically: true, encoding: .utf8)
    } else {
      #expect(guide == expected, "run: REDRESS_WRITE_DOCS=1 swift test --filter MessageGuideTests")
    }
  }

  @Test("every variable is explained, and every explanation is of a variable that a text has")
  func explained() {
    #expect(Set(Self.meanings.keys) == Set(TemplateVariable.allCases))
    let scopes = MessageKind.allCases.map(\.scope) + phraseScopes().map(\.scope)
    let used = scopes.flatMap { $0.always + $0.sometimes } + [.number, .offer]
    #expect(Set(used) == Set(TemplateVariable.allCases))
  }

  private func messages() -> String {
    var rows = ["| message | blocks | always there | sometimes there |", "|---|---|---|---|"]
    for kind in MessageKind.allCases {
      let optional = kind.permittedBlocks.filter { !kind.mandatoryBlocks.contains($0) }.map(\.rawValue)
      let blocks = kind.mandatoryBlocks.map(\.rawValue).joined(separator: ", ")
      rows.append(
        "| `\(kind.rawValue)` | \(blocks)\(optional.isEmpty ? "" : " (may have \(optional.joined(separator: ", ")))") "
          + "| \(names(kind.scope.always)) | \(names(kind.scope.sometimes)) |")
    }
    return rows.joined(separator: "\n")
  }

  private func phrases() -> String {
    var rows = ["| text | always there | sometimes there |", "|---|---|---|"]
    for (place, scope) in phraseScopes() {
      rows.append("| `\(place)` | \(names(scope.always)) | \(names(scope.sometimes)) |")
    }
    return rows.joined(separator: "\n")
  }

  private func variables() -> String {
    var rows = ["| name | is | use |", "|---|---|---|"]
    for variable in TemplateVariable.allCases {
      let name = variable.rawValue
      let use =
        switch variable.shape {
        case .text: "`{{\(name)}}`"
        case .date: "`{{\(name)}}`, a day"
        case .flag: "`{{#\(name)}} … {{/\(name)}}`"
        case .sentences: "`{{#\(name)}} {{.}} {{/\(name)}}`"
        case .records: "`{{#\(name)}} {{number}} {{offer}} {{/\(name)}}`"
        }
      rows.append("| `\(name)` | \(Self.meanings[variable] ?? "") | \(use) |")
    }
    return rows.joined(separator: "\n")
  }

  /// The texts outside the messages that have variables, or fields of their own.
  private func phraseScopes() -> [(place: String, scope: TemplateScope)] {
    PhraseTable.all.flatMap { table -> [(String, TemplateScope)] in
      guard table.fields.keys.contains("") else {
        return table.fields.keys.sorted().map { ("\(table.name).*.\($0)", table.scope(key: "", field: $0)) }
      }
      let scopes = table.keys.map { ("\(table.name).\($0)", table.scope(key: $0, field: "")) }
      return Set(scopes.map(\.1)).count == 1 ? [("\(table.name).*", scopes[0].1)] : scopes
    }
  }

  private func names(_ variables: [TemplateVariable]) -> String {
    variables.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }

  private static let meanings: [TemplateVariable: String] = [
    .merchant: "the shop's name", .responsible: "the person who answers for the case",
    .contact: "the shop's address or number for what is not public", .caseReference: "our reference",
    .customerName: "the customer's name", .orderReference: "the order that the customer named",
    .complaintTitle: "`complaints.*.title`", .complaintAbout: "`complaints.*.about`",
    .complaintSummary: "`complaints.*.summary`", .complaintSubject: "the subject, in the customer's words",
    .complaintQuote: "the beginning of the customer's own words",
    .complaintApology:
      "`complaints.*.apology` after a decision that rests on law or contract, else `complaints.*.regret`",
    .prevention: "what was changed since (`redress cause change`), else `complaints.*.prevention`",
    .receivedOn: "when the complaint was received", .answerBy: "the last day of our answer",
    .previousAnswerBy: "the day that was promised before", .nextUpdateOn: "the last day of our next message",
    .newDeliveryDate: "the new day of delivery", .replyBy: "until when we wait for the customer's reply",
    .promisedFor: "the day that will be missed", .newDate: "the new promise",
    .chooseBy: "the last day to choose", .carriedOutBy: "the last day on which the remedy is carried out",
    .appealBy: "until when new evidence reopens the case", .followUpOn: "when we ask whether all is well",
    .resolvedOn: "when the case was settled", .findings: "what was found, one sentence each (`findings.*`)",
    .missing: "what is asked for (`missing.*`)", .acceptance: "on what the acceptance rests (`acceptance.*`)",
    .options: "the remedies to choose from", .number: "an option's number",
    .offer: "an option (`remedies.*.offer`)",
    .optionCount: "how many options, with the noun",
    .defaultOption: "the option that applies without a choice",
    .remedies: "what is given (`remedies.*.offer`), or was done (`remedies.*.done`)",
    .chosenByDefault: "whether nothing was chosen in time",
    .termStays: "whether the day by which the answer is owed does not move, by the policy",
    .takenOver:
      "whether somebody else is responsible from now on; without it the shop names nobody on that level",
    .amends: "what is given for the delay (`remedies.*.offer`)",
    .promise: "what was promised (`promises.*`)", .ground: "the ground of a rejection (`grounds.*`)",
    .statement: "what a person of the shop says in words of their own",
    .reversal: "what is the customer's no more (`reversals.*`)",
    .expectedBy: "when we expect to answer, for who complains of waiting",
    .help: "what can be done at once about a payment, or the way of answering (`help.*`)",
    .delay: "by how many days a remedy came late, with the noun",
    .penalty: "what is given for that, as an amount",
    .routes: "the ways that stay open (`routes.*`)", .reason: "why it takes longer (`extension_reasons.*`)",
    .questions: "what is asked afterwards, by the policy's `survey`, as `survey_answers.*` puts it",
    .question: "a question of the policy's", .top: "the best mark",
    .surveyCode: "by what an answer is known as the customer's; not there where the policy has no `survey`",
    .trigger: "why it went up (`escalation_triggers.*`)", .level: "who has it now (`escalation_levels.*`)",
    .promised: "the promised day of delivery", .delivered: "the day of delivery",
    .ordered: "the day of the order",
    .due: "when our answer was due", .expected: "the right amount", .charged: "the amount that was charged",
    .evidence: "what the customer sent (`missing.*`)", .partial: "whether it is accepted only in part",
    .amount: "an amount of money", .code: "a voucher's or discount's code",
    .limit: "the last day on which the complaint would have been in time", .name: "the name of a body",
    .until: "the last day of a route", .asOf: "the day of the check",
    .daysLate: "how many days, with the noun",
    .takesPart: "whether the shop takes part in a mediation or an ombudsman's procedure",
    .needsReturn: "whether the goods come back", .usableUntil: "the last day of a voucher or code",
    .collected: "whether the shop has them fetched itself",
    .customerPays: "whether the customer pays for sending them",
    .executedOn: "when it was done", .arrivesBy: "when it arrives at the latest", .day: "the day's number",
    .month: "the month's name", .year: "the year",
  ]
}
