/// Which names each message has. docs/messages.md shows this table; a test compares the two.
extension MessageKind {
  var scope: TemplateScope {
    // A public reply must not be able to name the customer, the order or an amount (S9), so it does not inherit.
    if self == .publicReply {
      return TemplateScope(
        always: [.merchant, .responsible, .contact, .complaintAbout, .complaintApology, .answerBy],
        sometimes: [.statement])
    }
    var scope = TemplateScope(
      always: [
        .merchant, .responsible, .caseReference, .complaintTitle, .complaintAbout, .complaintSummary,
        .complaintApology, .prevention, .receivedOn,
      ],
      sometimes: [.customerName, .orderReference, .complaintSubject, .complaintQuote])
    scope.always += ownVariables.always
    scope.sometimes += ownVariables.sometimes
    return scope
  }

  private var ownVariables: TemplateScope {
    switch self {
    case .acknowledgement: TemplateScope(always: [.answerBy], sometimes: [.expectedBy, .help])
    case .informationRequest:
      TemplateScope(always: [.missing, .replyBy], sometimes: [.answerBy, .statement])
    case .holdingReply:
      TemplateScope(
        always: [.nextUpdateOn], sometimes: [.answerBy, .findings, .newDeliveryDate, .reason, .statement])
    case .statusUpdate: TemplateScope(always: [.nextUpdateOn], sometimes: [.findings, .newDeliveryDate])
    case .promiseAtRisk: TemplateScope(always: [.promise, .promisedFor, .newDate], sometimes: [.amends])
    case .optionOffer:
      TemplateScope(
        always: [.acceptance, .findings, .options, .optionCount, .chooseBy, .carriedOutBy],
        sometimes: [.defaultOption, .newDeliveryDate, .statement])
    case .decisionAccepted:
      TemplateScope(
        always: [.acceptance, .findings, .remedies, .carriedOutBy],
        sometimes: [.chosenByDefault, .newDeliveryDate, .statement])
    case .decisionRejected:
      TemplateScope(always: [.ground, .findings, .routes, .appealBy], sometimes: [.statement])
    case .answer: TemplateScope(always: [.statement], sometimes: [.followUpOn])
    case .remedyExecuted:
      TemplateScope(
        always: [.remedies], sometimes: [.chosenByDefault, .delay, .penalty, .followUpOn])
    case .remedyReversed: TemplateScope(always: [.reversal], sometimes: [.nextUpdateOn, .statement])
    case .deadlineExtended:
      TemplateScope(always: [.reason, .previousAnswerBy, .answerBy], sometimes: [.termStays])
    case .escalated: TemplateScope(always: [.trigger, .level, .nextUpdateOn], sometimes: [.takenOver])
    case .externalBody: TemplateScope(always: [.routes, .nextUpdateOn])
    case .withdrawn, .improvement: TemplateScope()
    case .closed: TemplateScope(always: [.appealBy, .routes])
    case .survey:
      TemplateScope(always: [.resolvedOn, .replyBy], sometimes: [.questions, .surveyCode])
    case .publicReply: TemplateScope()
    }
  }
}

/// A table of the language files: its keys, and for each field of an entry the names that its text may use.
struct PhraseTable: Sendable {
  /// The key of the table in the file.
  var name: String
  var keys: [String]
  /// The fields of an entry; a table whose entries are plain texts has the one field "".
  var fields: [String: TemplateScope]
}

extension PhraseTable {
  static let all: [PhraseTable] = [
    PhraseTable(
      name: "complaints", keys: ComplaintKind.allCases.map(\.rawValue),
      fields: [
        "title": .init(), "about": .init(), "summary": .init(), "regret": .init(), "apology": .init(),
        "prevention": .init(),
      ]),
    findings,
    PhraseTable(
      name: "acceptance", keys: Basis.allCases.map(\.rawValue),
      fields: ["": .init(sometimes: [.partial])]),
    PhraseTable(
      name: "remedies", keys: Remedy.allCases.map(\.rawValue),
      fields: [
        "offer": .init(sometimes: [.amount, .needsReturn, .collected, .customerPays, .usableUntil]),
        "done": .init(always: [.executedOn], sometimes: [.amount, .code, .arrivesBy, .usableUntil]),
      ]),
    PhraseTable(
      name: "reversals", keys: MessageContext.Reversal.Form.allCases.map(\.rawValue),
      fields: ["": .init(always: [.amount])]),
    PhraseTable(
      name: "grounds", keys: RejectionGround.allCases.map(\.rawValue),
      fields: ["": .init(sometimes: [.limit])]),
    PhraseTable(
      name: "routes", keys: MessageContext.Route.Kind.allCases.map(\.rawValue),
      fields: ["": .init(sometimes: [.name, .contact, .until, .takesPart])]),
    PhraseTable(
      name: "missing",
      keys: Evidence.allCases.map(\.rawValue) + ["order_reference", "identity", "desired_remedy"],
      fields: ["": .init()]),
    PhraseTable(
      name: "help", keys: helpedKinds.map(\.rawValue), fields: ["": .init(always: [.contact])]),
    PhraseTable(
      name: "survey_answers", keys: ["yes_no", "scale", "text"],
      fields: ["": .init(always: [.question], sometimes: [.top])]),
    words("promises", MessageContext.Promise.self),
    words("extension_reasons", MessageContext.ExtensionReason.self),
    words("escalation_triggers", MessageContext.EscalationTrigger.self),
    words("escalation_levels", MessageContext.EscalationLevel.self),
    PhraseTable(
      name: "frame", keys: ["greeting", "closing", "footer"],
      fields: ["": .init(always: [.merchant, .responsible], sometimes: [.customerName, .caseReference])]),
    PhraseTable(name: "formats", keys: ["date"], fields: ["": .init(always: [.day, .month, .year])]),
  ]

  /// Another way to pay, and another way to be answered, are offered before anything is decided (S5, S8).
  static let helpedKinds: [ComplaintKind] = [.paymentProblem, .poorService]

  private static func words<Key: CaseIterable & RawRepresentable<String>>(
    _ name: String, _: Key.Type
  ) -> PhraseTable {
    PhraseTable(name: name, keys: Key.allCases.map(\.rawValue), fields: ["": .init()])
  }

  /// Every finding has names of its own; see `FindingKey.scope`.
  private static let findings = PhraseTable(
    name: "findings", keys: FindingKey.allCases.map(\.rawValue), fields: ["": .init()])

  /// The names that the text of one entry and field may use.
  func scope(key: String, field: String) -> TemplateScope {
    if name == "findings", let finding = FindingKey(rawValue: key) { return finding.scope }
    return fields[field] ?? TemplateScope()
  }
}

/// The entries of the table `findings`.
enum FindingKey: String, Sendable, CaseIterable {
  case deliveredLate = "delivered_late"
  case deliveredOnTime = "delivered_on_time"
  case overdue
  case notYetDue = "not_yet_due"
  case orderCancelled = "order_cancelled"
  case orderUnavailable = "order_unavailable"
  case orderNotFound = "order_not_found"
  case complaintBeforeOrder = "complaint_before_order"
  case overcharged
  case confirmedByEvidence = "confirmed_by_evidence"
  case examined
  case answerMissed = "answer_missed"

  var scope: TemplateScope {
    switch self {
    case .deliveredLate: TemplateScope(always: [.promised, .delivered, .daysLate])
    case .deliveredOnTime: TemplateScope(always: [.delivered], sometimes: [.promised])
    case .overdue: TemplateScope(always: [.promised, .asOf, .daysLate])
    case .notYetDue: TemplateScope(always: [.promised])
    case .orderCancelled, .orderUnavailable, .orderNotFound, .examined: TemplateScope()
    case .complaintBeforeOrder: TemplateScope(always: [.ordered])
    case .overcharged: TemplateScope(always: [.expected, .charged, .amount])
    case .confirmedByEvidence: TemplateScope(always: [.evidence])
    case .answerMissed: TemplateScope(always: [.due])
    }
  }
}
