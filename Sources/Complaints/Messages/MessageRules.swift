/// What a template must say, and what none may say, whatever the merchant writes.
enum MessageRules {
  /// What is wrong with a block, given the variables that it uses; empty when nothing is.
  static func violations(kind: MessageKind, block: MessageBlock, uses: Set<TemplateVariable>) -> [String] {
    var violations: [String] = []
    if block == .apology, !uses.contains(.responsible) {
      violations.append("an apology comes from a named person: mention {{responsible}} (S25)")
    }
    if block == .nextSteps {
      if !uses.contains(.responsible) {
        violations.append("a commitment has an owner: mention {{responsible}} (S27)")
      }
      let days = (kind.scope.always + kind.scope.sometimes).filter { $0.isCommitment }
      if uses.isDisjoint(with: days) {
        let names = days.map { "{{\($0.rawValue)}}" }.joined(separator: ", ")
        violations.append("a commitment has a date: mention one of \(names) (S27)")
      }
    }
    for variable in kind.substance[block, default: []] where !uses.contains(variable) {
      violations.append("this block is there to tell {{\(variable.rawValue)}}")
    }
    return violations
  }

  /// The addresses of the EU platform for online disputes, closed since 20 July 2025 (L4).
  static let closedPlatforms = ["ec.europa.eu/consumers/odr", "ec.europa.eu/odr", "webgate.ec.europa.eu/odr"]

  /// Whether a text leads to the closed platform.
  static func linksToClosedPlatform(_ text: String) -> Bool {
    let lowered = text.lowercased()
    return closedPlatforms.contains { lowered.contains($0) }
  }
}

extension TemplateVariable {
  /// A day on which, or by which, we do something; the day of receipt is a fact, not a promise.
  fileprivate var isCommitment: Bool {
    shape == .date && ![.receivedOn, .promisedFor, .previousAnswerBy, .resolvedOn].contains(self)
  }
}

extension MessageKind {
  /// What a block exists to say: a template whose list of options never lists them is no template.
  fileprivate var substance: [MessageBlock: [TemplateVariable]] {
    switch self {
    case .acknowledgement: [.nextSteps: [.answerBy, .expectedBy], .invitation: [.help]]
    case .informationRequest: [.finding: [.missing, .statement], .nextSteps: [.replyBy, .answerBy]]
    case .holdingReply: [.finding: [.findings, .statement], .nextSteps: [.answerBy, .nextUpdateOn]]
    case .statusUpdate: [.nextSteps: [.nextUpdateOn]]
    case .promiseAtRisk:
      [.finding: [.promise, .promisedFor], .compensation: [.amends], .nextSteps: [.newDate]]
    case .optionOffer:
      [
        .finding: [.acceptance, .findings, .statement], .compensation: [.options],
        .nextSteps: [.chooseBy, .carriedOutBy],
      ]
    case .decisionAccepted:
      [
        .finding: [.acceptance, .findings, .statement], .compensation: [.remedies],
        .nextSteps: [.carriedOutBy],
      ]
    case .decisionRejected:
      [.finding: [.findings], .ground: [.ground, .statement], .nextSteps: [.appealBy], .routes: [.routes]]
    case .answer: [.finding: [.statement], .nextSteps: [.followUpOn]]
    case .remedyExecuted: [.compensation: [.remedies, .penalty], .nextSteps: [.followUpOn]]
    case .remedyReversed: [.finding: [.reversal, .statement], .nextSteps: [.nextUpdateOn]]
    case .deadlineExtended: [.finding: [.reason, .previousAnswerBy], .nextSteps: [.answerBy, .termStays]]
    case .escalated:
      [.apology: [.takenOver], .finding: [.trigger], .nextSteps: [.level, .takenOver, .nextUpdateOn]]
    case .externalBody: [.finding: [.receivedOn], .nextSteps: [.nextUpdateOn], .routes: [.routes]]
    case .withdrawn: [.finding: [.receivedOn]]
    case .improvement: [.prevention: [.prevention]]
    case .closed: [.finding: [.appealBy], .routes: [.routes]]
    case .survey: [.finding: [.resolvedOn], .invitation: [.replyBy, .questions, .surveyCode]]
    case .publicReply: [.finding: [.statement], .nextSteps: [.contact, .answerBy]]
    }
  }
}
