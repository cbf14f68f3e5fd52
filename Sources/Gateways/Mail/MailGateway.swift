package import Complaints
package import Foundation

/// The way by which mail leaves the house.
package protocol MailGateway: Sendable {
  /// Sends a mail once. A second call with the same key, from any process and whatever the mail, sends nothing and
  /// returns the first one's identity: a worker that does not know whether it had sent may just call again.
  ///
  /// - Parameters:
  ///   - mail: what is sent.
  ///   - idempotencyKey: names the message for ever, such as a notification's id; up to 200 bytes of letters,
  ///     digits and hyphens (any other byte counts for three). No personal data: it becomes part of the Message-ID.
  /// - Throws: `MailError`.
  func send(_ mail: OutgoingMail, idempotencyKey: String) async throws(MailError) -> MailReceipt
}

/// What is known of a mail that has been handed over.
package struct MailReceipt: Sendable, Hashable {
  /// `<…@…>`, as in the header. The customer's reply names it.
  package var messageID: String
  /// Whether an earlier call had sent it already.
  package var wasAlreadySent: Bool
  /// Where a person can read it; `nil` when the gateway keeps no copy.
  package var location: String?

  package init(messageID: String, wasAlreadySent: Bool, location: String? = nil) {
    self.messageID = messageID
    self.wasAlreadySent = wasAlreadySent
    self.location = location
  }
}

/// A mail to one person, as text and HTML.
package struct OutgoingMail: Sendable, Hashable {
  /// What RFC 3834 calls a mail that no person typed, so that no out-of-office robot answers it.
  package enum Automation: String, Sendable, Hashable {
    /// In direct answer to the customer's message: the acknowledgement.
    case replied = "auto-replied"
    /// By an event or a clock.
    case generated = "auto-generated"
    /// A person wrote or confirmed it: no header.
    case none
  }

  /// The shop. Its domain is that of the Message-ID, so it stays the same within a conversation.
  package var from: MailAddress
  /// The customer.
  package var to: MailAddress
  /// Where replies go; `nil` when that is the sender.
  package var replyTo: MailAddress?
  /// One line; a control character in it is an error when it is sent.
  package var subject: String
  /// The plain text.
  package var text: String
  /// The HTML page that says the same.
  package var html: String
  /// The language of both.
  package var language: MessageLanguage
  /// When it was written. Sent in UTC, by the second.
  package var date: Date
  /// Whether a person stands behind this mail.
  package var automation: Automation
  /// The idempotency keys of the case's earlier mails, oldest first, so that mail programs show one conversation.
  package var previousKeys: [String]

  /// A mail that carries a rendered message.
  package init(
    _ message: RenderedMessage, from: MailAddress, to: MailAddress, replyTo: MailAddress? = nil, date: Date,
    automation: Automation, previousKeys: [String] = []
  ) {
    self.from = from
    self.to = to
    self.replyTo = replyTo
    self.subject = message.subject
    self.text = message.text
    self.html = message.html
    self.language = message.language
    self.date = date
    self.automation = automation
    self.previousKeys = previousKeys
  }
}
