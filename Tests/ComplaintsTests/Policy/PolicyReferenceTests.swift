import Complaints
import Foundation
import Testing

/// docs/policies.md is the reference: what a file may say, it explains.
@Suite struct PolicyReferenceTests {
  private let text: String

  init() throws {
    let path = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../docs/policies.md")
    text = try String(contentsOf: path.standardizedFileURL, encoding: .utf8)
  }

  /// The reader itself says what it knows: a key that nobody knows, put into every section of the shipped files,
  /// makes it list the others.
  @Test func everyKey() throws {
    var keys: Set<String> = []
    for id in ShippedPolicies.ids {
      let source = withUnknownKeys(try #require(ShippedPolicies.source(id)))
      let problems = try #require(throws: PolicyProblems.self) { try Policy.read(source) }.problems
      for problem in problems {
        guard let list = problem.reason.firstRange(of: "known here: ") else { continue }
        keys.formUnion(problem.reason[list.upperBound...].split(separator: ", ").map { String($0) })
      }
    }
    #expect(keys.contains("after_repair") && keys.contains("by_remedy") && keys.contains("hands_over"))
    for key in keys.sorted() {
      let places = ["`\(key)`", ".\(key)`", "`\(key).", "\(key): "]
      #expect(places.contains { text.contains($0) }, "\(key)")
    }
  }

  @Test func everyWord() {
    let vocabularies: [[String]] = [
      words(Term.Unit.self), words(Term.Roll.self), words(ClockKind.self), words(BreachAction.self),
      words(AnswerMoment.self), words(ClockStart.self), words(ComplaintKind.self), words(Priority.self),
      words(Evidence.self), words(Remedy.self), words(Basis.self), words(AmountBase.self),
      words(RoundingMode.self), words(RejectionGround.self), words(Standing.self), words(Channel.self),
      words(ReturnRules.Payer.self), words(EscalationRoute.Kind.self), words(EscalationRung.Handover.self),
      words(FilingWindow.Start.self), words(MessageLanguage.self), words(AttachmentType.self),
    ]
    // The offer has its section instead of a clock's, and starts by itself.
    let all = Set(vocabularies.joined()).subtracting(["offer_expiry", "offer"])
    for word in all.sorted() { #expect(text.contains("`\(word)`"), "\(word)") }
  }

  private func words<Word: CaseIterable & RawRepresentable>(_: Word.Type) -> [String]
  where Word.RawValue == String {
    Word.allCases.map(\.rawValue)
  }

  private func withUnknownKeys(_ source: String) -> String {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    var result: [String] = []
    for (index, line) in lines.enumerated() {
      let body = line.drop { $0 == " " }
      let indent = String(repeating: " ", count: line.count - body.count)
      if body.hasPrefix("#") {
        result.append(line)
      } else if body.hasPrefix("- "), !body.hasPrefix("- {") {
        result += [
          "\(indent)- nobody_knows: 1", "\(indent)  \(withUnknownKeyInside(String(body.dropFirst(2))))",
        ]
      } else {
        result.append(withUnknownKeyInside(line))
        // A section of lines below; a list of them has no key of its own.
        let code = line.firstRange(of: " #").map { line[..<$0.lowerBound] } ?? line[...]
        let next = lines.dropFirst(index + 1).first { !$0.drop { $0 == " " }.hasPrefix("#") } ?? ""
        let nextBody = next.drop { $0 == " " }
        if code.last(where: { $0 != " " }) == ":", !nextBody.hasPrefix("- ") {
          result.append(String(repeating: " ", count: next.count - nextBody.count) + "nobody_knows: 1")
        }
      }
    }
    return result.joined(separator: "\n") + "\nnobody_knows: 1\n"
  }

  private func withUnknownKeyInside(_ line: String) -> String {
    line.replacingOccurrences(of: "{ ", with: "{ nobody_knows: 1, ")
  }
}
