package import Complaints
package import Foundation

/// The way by which messages reach the people who pass them on: by telephone, chat, letter or in public, or
/// to a customer who has no mail address.
package protocol HandoverGateway: Sendable {
  /// Hands a message over once. A second call with the same key hands nothing over again.
  ///
  /// - Returns: where a person finds it.
  func handOver(_ note: HandoverNote, idempotencyKey: String) async throws -> String
}

/// A message with what the person who passes it on must know. Personal data.
package struct HandoverNote: Sendable, Hashable {
  /// By which way the customer is to be reached (S28).
  package let channel: Channel
  package let caseReference: String
  /// `nil` when unknown.
  package let customerName: String?
  /// As the customer gave it, also when no mail can be sent there; `nil` when unknown.
  package let customerEmail: String?
  package let kind: MessageKind
  package let message: RenderedMessage
  /// When it was written.
  package let date: Date

  package init(
    channel: Channel, caseReference: String, customerName: String?, customerEmail: String?, kind: MessageKind,
    message: RenderedMessage, date: Date
  ) {
    self.channel = channel
    self.caseReference = caseReference
    self.customerName = customerName
    self.customerEmail = customerEmail
    self.kind = kind
    self.message = message
    self.date = date
  }
}
