/// Turns the facts of a message into the values that its templates name, in one language.
struct MessageValues {
  private let context: MessageContext
  private let texts: LanguageTexts
  private let facts: FactPhrases

  init(_ context: MessageContext, _ texts: LanguageTexts) {
    self.context = context
    self.texts = texts
    self.facts = FactPhrases(texts: texts)
  }

  /// All values of the message, limited to what its kind may say.
  func values() throws(MessageError) -> TemplateValues {
    var values = TemplateValues()
    setCommon(&values)
    try setOwn(&values)
    return values.limited(to: context.kind.scope)
  }

  private func setCommon(_ values: inout TemplateValues) {
    func name(_ text: String?) -> String? {
      text.map { CustomerText.line($0, limit: CustomerText.nameLimit) }
    }
    let complaint = context.complaint.rawValue
    values[.merchant] = name(context.merchant)
    values[.responsible] = name(context.responsible)
    values[.caseReference] = name(context.caseReference)
    values[.customerName] = name(context.customerName)
    values[.orderReference] = name(context.orderReference)
    values[.complaintSubject] = context.complaintSubject.map {
      CustomerText.line($0, limit: CustomerText.subjectLimit)
    }
    values[.complaintQuote] = context.complaintQuote.map {
      CustomerText.line($0, limit: CustomerText.quoteLimit)
    }
    values[.complaintTitle] = texts.phrase("complaints", complaint, "title")
    values[.complaintAbout] = texts.phrase("complaints", complaint, "about")
    values[.complaintSummary] = texts.phrase("complaints", complaint, "summary")
    // S25: regret for the trouble is always due; that something went wrong is said only once it is decided so.
    let apology = context.admitsFault ? "apology" : "regret"
    values[.complaintApology] = texts.phrase("complaints", complaint, apology)
    values[.prevention] =
      context.prevention.map { CustomerText.line($0, limit: CustomerText.quoteLimit) }
      ?? texts.phrase("complaints", complaint, "prevention")
    values[.receivedOn] = texts.formats.date(context.receivedOn)
    values[.expectedBy] = context.expectedBy.map(texts.formats.date)
    values[.help] = context.contact.flatMap { facts.help(with: context.complaint, $0) }
  }

  private func setOwn(_ values: inout TemplateValues) throws(MessageError) {
    let date = texts.formats.date
    switch context.content {
    case .acknowledgement(let answerBy):
      values[.answerBy] = date(answerBy)
    case .informationRequest(let request):
      values.set(.missing, request.missing.map { texts.phrase("missing", $0.key) })
      values[.replyBy] = date(request.replyBy)
      values[.answerBy] = request.answerBy.map(date)
      values[.statement] = request.statement.map(CustomerText.statement)
    case .holdingReply(let progress, let answerBy):
      set(progress, &values)
      values[.answerBy] = answerBy.map(date)
    case .statusUpdate(let progress):
      set(progress, &values)
    case .promiseAtRisk(let risk):
      values[.promise] = texts.phrase("promises", risk.promise.rawValue)
      values[.promisedFor] = date(risk.promisedFor)
      values[.newDate] = date(risk.newDate)
      values[.amends] = risk.amends.map(facts.offer)
    case .optionOffer(let offer):
      try set(offer, &values)
    case .decisionAccepted(let decision):
      values[.acceptance] = facts.acceptance(decision.acceptance)
      values.set(.findings, decision.findings.map(facts.finding))
      values.set(.remedies, decision.remedies.map(facts.offer))
      values.set(.chosenByDefault, decision.chosenByDefault)
      values[.carriedOutBy] = date(decision.carriedOutBy)
      values[.statement] = decision.statement.map(CustomerText.statement)
      values[.newDeliveryDate] = decision.newDeliveryDate.map(date)
    case .decisionRejected(let decision):
      values[.ground] = facts.ground(decision.ground, limit: decision.limit)
      values[.statement] = decision.statement.map(CustomerText.statement)
      values.set(.findings, decision.findings.map(facts.finding))
      try set(decision.routes, &values)
      values[.appealBy] = date(decision.appealBy)
    case .answer(let answer):
      values[.statement] = CustomerText.statement(answer.statement)
      values[.followUpOn] = answer.followUpOn.map(date)
    case .remedyExecuted(let executed):
      values.set(.remedies, executed.remedies.map(facts.done))
      values.set(.chosenByDefault, executed.chosenByDefault)
      values[.delay] = executed.delay.map { texts.formats.count($0.days, .day) }
      values[.penalty] = executed.delay.map { texts.formats.amount($0.penalty) }
      values[.followUpOn] = executed.followUpOn.map(date)
    case .remedyReversed(let reversal):
      values[.reversal] = facts.reversal(reversal)
      values[.statement] = reversal.statement.map(CustomerText.statement)
      values[.nextUpdateOn] = reversal.nextUpdateOn.map(date)
    case .deadlineExtended(let reason, let previousAnswerBy, let answerBy, let termStays):
      values.set(.termStays, termStays)
      values[.reason] = texts.phrase("extension_reasons", reason.rawValue)
      values[.previousAnswerBy] = date(previousAnswerBy)
      values[.answerBy] = date(answerBy)
    case .escalated(let escalation):
      values[.trigger] = texts.phrase("escalation_triggers", escalation.trigger.rawValue)
      values[.level] = texts.phrase("escalation_levels", escalation.level.rawValue)
      values.set(.takenOver, escalation.isTakenOver)
      values[.nextUpdateOn] = date(escalation.nextUpdateOn)
    case .externalBody(let body):
      try set(body.routes, &values)
      values[.nextUpdateOn] = date(body.nextUpdateOn)
    case .withdrawn, .improvement: break
    case .closed(let closing):
      values[.appealBy] = date(closing.appealBy)
      try set(closing.routes, &values)
    case .survey(let survey):
      values[.resolvedOn] = date(survey.resolvedOn)
      values[.replyBy] = date(survey.replyBy)
      values[.surveyCode] = survey.code
      values.set(.questions, survey.questions.map(facts.question))
    case .publicReply(let contact, let answerBy, let statement):
      values[.statement] = statement.map(CustomerText.statement)
      values[.contact] = CustomerText.line(contact, limit: CustomerText.nameLimit)
      values[.answerBy] = date(answerBy)
    }
  }

  private func set(_ routes: [MessageContext.Route], _ values: inout TemplateValues) throws(MessageError) {
    guard !routes.contains(where: { MessageRules.linksToClosedPlatform($0.contact ?? "") }) else {
      throw .closedPlatform
    }
    values.set(.routes, routes.map(facts.route))
  }

  private func set(_ progress: MessageContext.Progress, _ values: inout TemplateValues) {
    values.set(.findings, progress.findings.map(facts.finding))
    values[.nextUpdateOn] = texts.formats.date(progress.nextUpdateOn)
    values[.reason] = progress.reason.map { texts.phrase("extension_reasons", $0.rawValue) }
    values[.newDeliveryDate] = progress.newDeliveryDate.map(texts.formats.date)
    values[.statement] = progress.statement.map(CustomerText.statement)
  }

  private func set(_ offer: MessageContext.OptionOffer, _ values: inout TemplateValues) throws(MessageError) {
    if let number = offer.defaultOption, !(1...max(1, offer.options.count)).contains(number) {
      throw .unknownDefaultOption
    }
    values[.acceptance] = facts.acceptance(offer.acceptance)
    values.set(.findings, offer.findings.map(facts.finding))
    values.set(
      .options,
      offer.options.enumerated().map { [.number: String($0.offset + 1), .offer: facts.offer($0.element)] })
    values[.optionCount] = texts.formats.count(offer.options.count, .option)
    values[.defaultOption] = offer.defaultOption.map(String.init)
    values[.chooseBy] = texts.formats.date(offer.chooseBy)
    values[.carriedOutBy] = texts.formats.date(offer.carriedOutBy)
    values[.newDeliveryDate] = offer.newDeliveryDate.map(texts.formats.date)
    values[.statement] = offer.statement.map(CustomerText.statement)
  }
}

extension MessageContext {
  /// Whether the message may say that we made a mistake: only after a decision that rests on law or contract.
  fileprivate var admitsFault: Bool {
    switch content {
    case .optionOffer(let offer): offer.acceptance.basis.admitsFault
    case .decisionAccepted(let decision): decision.acceptance.basis.admitsFault
    case .remedyExecuted(let executed): executed.acceptance.basis.admitsFault
    default: false
    }
  }
}
