import Complaints
import Foundation
import Gateways

/// What became of one notification outside of the database.
enum MessageResult: Sendable, Hashable {
  /// It left the house by mail.
  case mailed(language: MessageLanguage, usedFallback: Bool, messageID: String)
  /// It is in the hands of a person, who has still to tell the customer.
  case handed(language: MessageLanguage, usedFallback: Bool)
  /// The customer was erased.
  case suppressed
  /// There is nothing to tell any more: see `MessageRoute.outdated`.
  case outdated
  /// It cannot be written: the reason names rules, never values.
  case unwritable(reason: String)
}

/// Writes and sends single messages. Repeating it sends nothing twice: the gateways know the notification's
/// key.
struct MessageSending: Sendable {
  let catalog: MessageCatalog
  let mail: any MailGateway
  let handover: any HandoverGateway
  /// Whose address the mails come from; the shop's name is the policy's.
  let sender: MailAddress

  /// - Parameter surveyCode: by what the answer to the message's survey will be known.
  /// - Throws: what a gateway throws; then it is not known to be sent, and is to be tried again.
  func send(
    _ source: NotificationSource, policy: Policy, surveyCode: SurveyCode? = nil
  ) async throws -> MessageResult {
    let key = NotificationSource.key(source.notificationID)
    do {
      switch MessageRoute(source) {
      case .none: return .suppressed
      case .outdated: return .outdated
      case .mail(let address):
        let message = try rendered(source, policy, surveyCode)
        let receipt = try await mail.send(
          try outgoing(message, source, policy, to: address), idempotencyKey: key)
        return .mailed(
          language: message.language, usedFallback: message.usedFallback, messageID: receipt.messageID)
      case .hand:
        let message = try rendered(source, policy, surveyCode)
        _ = try await handover.handOver(
          HandoverNote(
            channel: source.channel, caseReference: source.reference, customerName: source.customerName,
            customerEmail: source.customerEmail, kind: source.kind, message: message, date: source.createdAt),
          idempotencyKey: key)
        return .handed(language: message.language, usedFallback: message.usedFallback)
      }
    } catch let error as MessageError {
      return .unwritable(reason: error.description)
    } catch let error as MessageComposer.Incomplete {
      return .unwritable(reason: error.description)
    }
  }

  private func rendered(
    _ source: NotificationSource, _ policy: Policy, _ surveyCode: SurveyCode?
  ) throws -> RenderedMessage {
    let context = try MessageComposer(source: source, policy: policy, surveyCode: surveyCode).context()
    return try catalog.render(context, locale: source.locale, fallback: policy.language)
  }

  private func outgoing(
    _ message: RenderedMessage, _ source: NotificationSource, _ policy: Policy, to address: MailAddress
  ) throws(MailError) -> OutgoingMail {
    OutgoingMail(
      message, from: try MailAddress(sender.address, name: policy.merchant.name), to: address,
      // Where the policy's contact is a telephone number, answers come to the sender.
      replyTo: try? MailAddress(policy.merchant.contact), date: source.createdAt,
      automation: automation(source),
      previousKeys: source.earlierMails.map(NotificationSource.key))
  }

  /// RFC 3834: an acknowledgement replies by itself, and a person's decision is no automatic mail.
  private func automation(_ source: NotificationSource) -> OutgoingMail.Automation {
    if source.kind == .acknowledgement { return .replied }
    if case .person? = source.verdict?.decidedBy { return .none }
    return .generated
  }
}
