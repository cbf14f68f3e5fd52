import Complaints
import Foundation

/// Makes the facts of a message out of what the tables hold. Pure.
///
/// Days are the policy's civil days; ends are exclusive in the tables and the last day in a message. Nothing
/// is told of an order before the claimant was matched with its customer (S23): the checks have no facts
/// then, and facts of the order come from nowhere else.
struct MessageComposer {
  let source: NotificationSource
  let policy: Policy

  /// The notification lacks something that its kind cannot do without: a mistake of the step that wrote it.
  struct Incomplete: Error, Hashable, Sendable, CustomStringConvertible {
    let kind: MessageKind
    let missing: String

    var description: String { "a notification \(kind.rawValue) without \(missing)" }
  }

  func context() throws -> MessageContext {
    MessageContext(
      complaint: source.complaint, caseReference: source.reference, merchant: policy.merchant.name,
      responsible: source.responsible, receivedOn: policy.zone.civilDate(of: source.receivedAt),
      customerName: source.customerName, orderReference: source.orderReference,
      complaintSubject: source.subject,
      complaintQuote: source.body, content: try content())
  }

  private func content() throws -> MessageContext.Content {
    switch source.kind {
    case .acknowledgement: .acknowledgement(answerBy: try answerBy())
    case .informationRequest:
      .informationRequest(
        MessageContext.InformationRequest(
          missing: try need(source.facts.missing, "what is missing").map(\.messageItem),
          replyBy: try need(source.facts.replyBy ?? lastDay(source.informationDue), "the day of the reply"),
          answerBy: try answerBy(), statement: source.statement))
    case .holdingReply:
      .holdingReply(
        MessageContext.Progress(nextUpdateOn: try nextUpdate(), statement: source.statement),
        answerBy: try answerBy())
    case .statusUpdate: .statusUpdate(MessageContext.Progress(nextUpdateOn: try nextUpdate()))
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
          followUpOn: source.followUpDue.map { policy.zone.civilDate(of: $0) }))
    case .remedyExecuted: .remedyExecuted(try execution())
    case .deadlineExtended:
      .deadlineExtended(
        reason: try need(source.facts.extensionReason, "the reason"),
        previousAnswerBy: try need(source.facts.previousAnswerBy, "the day named before"),
        answerBy: try answerBy())
    case .escalated:
      .escalated(
        MessageContext.Escalation(
          trigger: try need(source.facts.trigger, "the trigger"),
          level: try need(source.facts.level, "the level"),
          nextUpdateOn: try nextUpdate()))
    case .survey:
      .survey(
        resolvedOn: policy.zone.civilDate(of: source.resolvedAt ?? source.createdAt),
        replyBy: try need(source.facts.replyBy, "the day of the reply"))
    case .publicReply:
      .publicReply(
        contact: policy.merchant.contact, answerBy: try answerBy(), statement: source.statement)
    }
  }

  func need<Value>(_ value: Value?, _ name: String) throws(Incomplete) -> Value {
    guard let value else { throw Incomplete(kind: source.kind, missing: name) }
    return value
  }

  /// The last civil day before an end.
  func lastDay(_ end: Date?) -> CivilDate? { end.map { policy.zone.lastDay(before: $0) } }

  private func answerBy() throws(Incomplete) -> CivilDate {
    try need(source.facts.answerBy ?? lastDay(source.answerDue), "the day of the answer")
  }

  /// S30: the customer hears of it again when the periodic update is due, else when the answer is.
  private func nextUpdate() throws -> CivilDate {
    let update = try policy.clock(.periodicUpdate, startedAt: source.createdAt)
    return try need(lastDay(update?.dueAt) ?? lastDay(source.answerDue), "the day of the next message")
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
