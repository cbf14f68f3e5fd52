import Casework
import Complaints

/// Why a case was decided as it was. Its keys are a contract: docs/json.md.
struct ExplanationReport: Encodable {
  struct Check: Encodable {
    let name: String
    let outcome: String
    let facts: [String: FactValue]
    /// The deciding rule looks at it.
    let isDecisive: Bool
  }

  /// A key of the policy's file.
  struct Source: Encodable {
    let key: String
    /// `nil`: the file leaves it out, and its default holds.
    let line: Int?
    let text: String?

    init(_ source: DecisionExplanation.Source) {
      key = source.key
      line = source.line?.number
      text = source.line?.text
    }
  }

  struct Rule: Encodable {
    let number: Int
    let meaning: String
    let sources: [Source]
  }

  struct ListedRemedy: Encodable {
    let remedy: String
    let isOffered: Bool
    let amount: Int64?
    let currency: String?
    let formula: String?
    let source: Source
  }

  let reference: String
  let kind: String
  let policy: String
  let round: Int
  let checks: [Check]
  /// `nil` where the data could not be calculated with.
  let rule: Rule?
  let decision: String
  let reasons: [String]
  let remedies: [ListedRemedy]
  let answerTerm: Source
  /// `nil` where the rules have decided nothing on that verification.
  let recordedVersion: Int?
  let isAsRecorded: Bool
  let wasOverruled: Bool

  init(_ explained: ExplainedCase) {
    let explanation = explained.explanation
    let assessment = explanation.assessment
    reference = explained.reference
    kind = explained.complaint.kind.rawValue
    policy = "\(explained.policy.id) version \(explained.policy.version)"
    round = explained.round
    let decisive = assessment.rule?.checks ?? []
    checks = assessment.verification.checks.map {
      Check(
        name: $0.name.rawValue, outcome: $0.outcome.rawValue, facts: $0.facts,
        isDecisive: decisive.contains($0.name))
    }
    rule = assessment.rule.map {
      Rule(number: $0.rawValue, meaning: $0.meaning, sources: explanation.sources.map(Source.init))
    }
    decision = assessment.decision.ruling.code
    reasons = assessment.decision.reasons.map(\.rawValue)
    remedies = explanation.remedies.map {
      ListedRemedy(
        remedy: $0.remedy.rawValue, isOffered: $0.option != nil, amount: $0.option?.amount?.minorUnits,
        currency: $0.option?.amount?.currency.code, formula: $0.option?.formula, source: Source($0.source))
    }
    answerTerm = Source(explanation.answerTerm)
    recordedVersion = explained.record?.decisionVersion
    isAsRecorded = explained.isAsRecorded
    wasOverruled = explained.record?.wasOverruled ?? false
  }
}
