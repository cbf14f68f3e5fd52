/// Facts as sentences of one language, by the tables of its file.
struct FactPhrases {
  let texts: LanguageTexts

  func finding(_ finding: MessageContext.Finding) -> String {
    var values = TemplateValues()
    let key: FindingKey
    switch finding {
    case .deliveredLate(let promised, let delivered):
      key = .deliveredLate
      values[.promised] = date(promised)
      values[.delivered] = date(delivered)
      values[.daysLate] = days(from: promised, to: delivered)
    case .deliveredOnTime(let promised, let delivered):
      key = .deliveredOnTime
      values[.promised] = promised.map(date)
      values[.delivered] = date(delivered)
    case .overdue(let promised, let asOf):
      key = .overdue
      values[.promised] = date(promised)
      values[.asOf] = date(asOf)
      values[.daysLate] = days(from: promised, to: asOf)
    case .notYetDue(let promised):
      key = .notYetDue
      values[.promised] = date(promised)
    case .orderCancelled: key = .orderCancelled
    case .orderUnavailable: key = .orderUnavailable
    case .orderNotFound: key = .orderNotFound
    case .complaintBeforeOrder(let ordered):
      key = .complaintBeforeOrder
      values[.ordered] = date(ordered)
    case .overcharged(let expected, let charged):
      key = .overcharged
      values[.expected] = texts.formats.amount(expected)
      values[.charged] = texts.formats.amount(charged)
      values[.amount] = texts.formats.amount(
        Money(minorUnits: charged.minorUnits - expected.minorUnits, currency: charged.currency))
    case .confirmedByEvidence(let evidence):
      key = .confirmedByEvidence
      values[.evidence] = evidence.map { texts.phrase("missing", $0.rawValue) }.joined(separator: "; ")
    case .examined: key = .examined
    case .answerMissed(let due):
      key = .answerMissed
      values[.due] = date(due)
    }
    return texts.phrase("findings", key.rawValue, "", values)
  }

  func acceptance(_ acceptance: MessageContext.Acceptance) -> String {
    var values = TemplateValues()
    values.set(.partial, acceptance.partial)
    return texts.phrase("acceptance", acceptance.basis.rawValue, "", values)
  }

  func offer(_ grant: MessageContext.Grant) -> String {
    var values = TemplateValues()
    values[.amount] = grant.amount.map(texts.formats.amount)
    values.set(.needsReturn, grant.goodsBack != nil)
    values.set(.collected, grant.goodsBack == .collected)
    values.set(.customerPays, grant.goodsBack == .sent(paidBy: .customer))
    values[.usableUntil] = grant.usableUntil.map(date)
    return texts.phrase("remedies", grant.remedy.rawValue, "offer", values)
  }

  func done(_ execution: MessageContext.Execution) -> String {
    var values = TemplateValues()
    values[.amount] = execution.amount.map(texts.formats.amount)
    values[.code] = execution.code.map { CustomerText.line($0, limit: CustomerText.nameLimit) }
    values[.executedOn] = date(execution.executedOn)
    values[.arrivesBy] = execution.arrivesBy.map(date)
    values[.usableUntil] = execution.usableUntil.map(date)
    return texts.phrase("remedies", execution.remedy.rawValue, "done", values)
  }

  func reversal(_ reversal: MessageContext.Reversal) -> String {
    var values = TemplateValues()
    values[.amount] = texts.formats.amount(reversal.amount)
    return texts.phrase("reversals", reversal.form.rawValue, "", values)
  }

  /// What can be done at once about some kinds of complaints; `nil` for the others.
  func help(with complaint: ComplaintKind, _ contact: String) -> String? {
    guard PhraseTable.helpedKinds.contains(complaint) else { return nil }
    var values = TemplateValues()
    values[.contact] = CustomerText.line(contact, limit: CustomerText.nameLimit)
    return texts.phrase("help", complaint.rawValue, "", values)
  }

  func ground(_ ground: RejectionGround, limit: CivilDate?) -> String {
    var values = TemplateValues()
    values[.limit] = limit.map(date)
    return texts.phrase("grounds", ground.rawValue, "", values)
  }

  func route(_ route: MessageContext.Route) -> String {
    var values = TemplateValues()
    values[.name] = route.name.map { CustomerText.line($0, limit: CustomerText.nameLimit) }
    values[.contact] = route.contact.map { CustomerText.line($0, limit: CustomerText.subjectLimit) }
    values[.until] = route.until.map(date)
    values.set(.takesPart, route.takesPart)
    return texts.phrase("routes", route.kind.rawValue, "", values)
  }

  func question(_ question: MessageContext.Survey.Question) -> String {
    var values = TemplateValues()
    values[.question] = CustomerText.line(question.text, limit: CustomerText.quoteLimit)
    let key: String
    switch question.answer {
    case .yesNo: key = "yes_no"
    case .scale(let top):
      key = "scale"
      values[.top] = String(top)
    case .text: key = "text"
    }
    return texts.phrase("survey_answers", key, "", values)
  }

  private func date(_ date: CivilDate) -> String { texts.formats.date(date) }

  private func days(from first: CivilDate, to second: CivilDate) -> String {
    texts.formats.count(second.daysSinceEpoch - first.daysSinceEpoch, .day)
  }
}
