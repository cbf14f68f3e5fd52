import Complaints
import Foundation

/// Makes the facts of a message out of what the tables hold. Pure.
///
/// Days are the policy's civil days; ends are exclusive in the tables and the last day in a message. A message may wait
/// for a mail server: what it promises counts from the day on which it is made, and never lies before it (S27). Nothing
/// is told of an order before the claimant was matched with its customer (S23): the checks have no facts
/// then, and facts of the order come from nowhere else.
struct MessageComposer {
  let source: NotificationSource
  let policy: Policy
  /// By what the answer to the message's survey will be known; `nil` where it has none.
  var surveyCode: SurveyCode?

  /// The notification lacks something that its kind cannot do without: a mistake of the step that wrote it.
  struct Incomplete: Error, Hashable, Sendable, CustomStringConvertible {
    let kind: MessageKind
    let missing: String

    var description: String { "a notification \(kind.rawValue) without \(missing)" }
  }

  func context() throws -> MessageContext {
    MessageContext(
      complaint: source.complaint, caseReference: source.reference, merchant: policy.merchant.name,
      responsible: source.facts.holder ?? source.responsible,
      receivedOn: policy.zone.civilDate(of: source.receivedAt),
      customerName: source.customerName, orderReference: source.orderReference,
      complaintSubject: source.subject,
      complaintQuote: source.body, prevention: improvement, contact: policy.merchant.contact,
      expectedBy: source.complaint == .poorService ? ahead(lastDay(source.targetDue)) : nil,
      content: try content())
  }

  private func content() throws -> MessageContext.Content {
    switch source.kind {
    case .acknowledgement: .acknowledgement(answerBy: try answerBy())
    case .informationRequest:
      .informationRequest(
        MessageContext.InformationRequest(
          missing: try need(source.facts.missing, "what is missing").map(\.messageItem),
          replyBy: try replyBy(), answerBy: promisedAnswer(), statement: source.statement))
    case .holdingReply:
      .holdingReply(
        try progress(), answerBy: ahead(source.facts.answerBy) ?? ahead(lastDay(source.answerDue)))
    case .statusUpdate: .statusUpdate(try progress())
    case .promiseAtRisk:
      .promiseAtRisk(
        MessageContext.PromiseAtRisk(
          promise: try need(source.facts.promise, "the promise"),
          promisedFor: try need(source.facts.promisedFor, "the promised day"),
          newDate: try need(source.facts.newDate, "the new day")))
    case .optionOffer: .optionOffer(try offer())
    case .decisionAccepted: .decisionAccepted(try acceptance())
    case .decisionRejected: .decisionRejected(try rejection())
    case .answer:
      .answer(
        MessageContext.PersonalAnswer(
          statement: try need(source.statement, "what the person says"),
          followUpOn: ahead(source.followUpDue.map { policy.zone.civilDate(of: $0) })))
    case .remedyExecuted: .remedyExecuted(try execution())
    case .remedyReversed:
      .remedyReversed(
        MessageContext.Reversal(
          try need(source.facts.reversal, "what became of it"),
          amount: try need(source.facts.amount, "the amount"),
          nextUpdateOn: source.facts.isHeardAgain == true ? try nextUpdate() : nil,
          statement: source.statement))
    case .deadlineExtended:
      .deadlineExtended(
        reason: try need(source.facts.extensionReason, "the reason"),
        previousAnswerBy: try need(source.facts.previousAnswerBy, "the day named before"),
        answerBy: try ahead(source.facts.answerBy) ?? answerBy(), termStays: source.facts.termStays ?? false)
    case .escalated:
      .escalated(
        MessageContext.Escalation(
          trigger: try need(source.facts.trigger, "the trigger"),
          level: try need(source.facts.level, "the level"), isTakenOver: source.facts.holder != nil,
          nextUpdateOn: try nextUpdate()))
    case .externalBody:
      .externalBody(MessageContext.ExternalBody(routes: independentRoutes, nextUpdateOn: try nextUpdate()))
    case .withdrawn: .withdrawn
    case .improvement:
      try need(
        improvement.map { _ in MessageContext.Content.improvement }, "what was changed, in its language")
    case .closed:
      .closed(
        MessageContext.Closing(
          appealBy: try need(source.facts.replyBy, "the end of the appeal"), routes: routes))
    case .survey:
      .survey(
        MessageContext.Survey(
          resolvedOn: policy.zone.civilDate(of: source.resolvedAt ?? source.createdAt),
          replyBy: try need(source.facts.replyBy, "the day of the reply"),
          code: surveyCode?.description, questions: surveyCode == nil ? [] : questions()))
    case .publicReply:
      .publicReply(
        contact: policy.merchant.contact, answerBy: try answerBy(), statement: source.statement)
    }
  }

  /// What was changed so that it does not happen again (S24), in the language of the message: since the complaint was
  /// received, for what was changed before did not prevent it. `nil` leaves it at the template's sentence.
  private var improvement: String? {
    guard let day = source.improvedOn, day >= policy.zone.civilDate(of: source.receivedAt),
      day <= policy.zone.civilDate(of: moment)
    else { return nil }
    return source.improvement[(MessageLanguage(locale: source.locale) ?? policy.language).rawValue]
  }

  /// The policy's questions, in the language of the message where it has them.
  private func questions() -> [MessageContext.Survey.Question] {
    let languages = [MessageLanguage(locale: source.locale), policy.language].compactMap(\.self)
    return (policy.survey?.questions ?? []).compactMap { question in
      let text = (languages + MessageLanguage.allCases).lazy.compactMap { question.text[$0] }.first
      return text.map { MessageContext.Survey.Question($0, question.answer) }
    }
  }

  func need<Value>(_ value: Value?, _ name: String) throws(Incomplete) -> Value {
    guard let value else { throw Incomplete(kind: source.kind, missing: name) }
    return value
  }

  /// The last civil day before an end.
  func lastDay(_ end: Date?) -> CivilDate? { end.map { policy.zone.lastDay(before: $0) } }

  /// When the message is made.
  var moment: Date { max(source.createdAt, source.now) }

  /// A day that can still be promised.
  func ahead(_ day: CivilDate?) -> CivilDate? {
    day.flatMap { $0 < policy.zone.civilDate(of: moment) ? nil : $0 }
  }

  /// The day of the answer that the clocks hold us to; `nil`: none runs, or it has passed.
  private func promisedAnswer() -> CivilDate? {
    ahead(source.facts.answerBy) ?? ahead(lastDay(source.answerDue)) ?? ahead(lastDay(source.targetDue))
  }

  /// The same for a message that cannot do without: where the day has passed, the shop's own target from now, which becomes a
  /// clock when the message leaves (`NotificationEffects`).
  private func answerBy() throws -> CivilDate {
    if let promised = promisedAnswer() { return promised }
    return try need(lastDay(policy.newTarget(at: moment)?.dueAt), "the day of the answer")
  }

  /// A question that leaves later than on its day is answered later, too: see `NotificationEffects`.
  private func replyBy() throws -> CivilDate {
    let day = policy.zone.civilDate(of:)
    if day(source.createdAt) == day(moment), let told = source.facts.replyBy ?? lastDay(source.informationDue)
    {
      return told
    }
    let wait = try policy.clock(.information, startedAt: moment)
    return try need(lastDay(wait?.dueAt), "the day of the reply")
  }

  /// S30: the customer hears of it again when the periodic update is due, else when the answer is.
  private func nextUpdate() throws -> CivilDate {
    let update = try policy.clock(.periodicUpdate, startedAt: moment)
    return try lastDay(update?.dueAt) ?? answerBy()
  }

  /// What is known by now, decided or not.
  private func progress() throws -> MessageContext.Progress {
    MessageContext.Progress(
      findings: [delivery()].compactMap(\.self), nextUpdateOn: try nextUpdate(),
      newDeliveryDate: newDeliveryDate(), reason: source.facts.extensionReason, statement: source.statement)
  }
}

extension InformationItem {
  /// The words that messages have for it.
  fileprivate var messageItem: MessageContext.MissingItem {
    switch self {
    case .proofOfPurchase: .orderReference
    case .customerIdentity: .identity
    case .evidence(let evidence): .evidence(evidence)
    }
  }
}
