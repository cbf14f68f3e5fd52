/// Why the rules decide a complaint as they do: each check with what it saw, the rule that spoke, and the lines of the
/// policy that gave it and the amounts.
package struct DecisionExplanation: Sendable {
  /// A key of the policy; `line` is `nil` where the file leaves the key out, so that its default holds.
  package struct Source: Sendable, Hashable {
    package let key: String
    package let line: PolicyLines.Line?
  }

  /// A remedy that the policy lists for such complaints.
  package struct Listed: Sendable, Hashable {
    package let remedy: Remedy
    package let source: Source
    /// `nil`: it does not apply to this order, or comes to nothing.
    package let option: RemedyOption?
  }

  package let assessment: Assessment
  /// The keys of the policy that the deciding rule depends on.
  package let sources: [Source]
  /// In the order of the policy.
  package let remedies: [Listed]
  /// What times the answer.
  package let answerTerm: Source

  /// Decides the complaint again.
  ///
  /// - Throws: `CalendarError` when the policy's calendar ends too early.
  package init(
    _ complaint: Complaint, order: OrderSnapshot?, granted: OrderLedger, policy: Policy
  ) throws(CalendarError) {
    let lines = PolicyLines(policy.source)
    let source = { (key: String) in Source(key: key, line: lines[key]) }
    let assessment = try Assessment(complaint, order: order, granted: granted, policy: policy)
    self.assessment = assessment
    sources = assessment.rule?.keys(for: complaint.kind, in: policy).map(source) ?? []
    remedies = policy.rule(for: complaint.kind).remedies.enumerated().map { index, rule in
      Listed(
        remedy: rule.remedy, source: source("kinds.\(complaint.kind.rawValue).remedies[\(index + 1)]"),
        option: assessment.options.first { $0.remedy == rule.remedy })
    }
    answerTerm = source("clocks.answer.term")
  }
}
