import Complaints
import Gateways

/// By which way a message reaches its customer (S28).
enum MessageRoute: Sendable, Hashable {
  /// The customer was erased: nobody is written to.
  case none
  /// News of how a case stands that is settled by now: what settled it is told by a message of its own, and nothing more is to be
  /// announced.
  case outdated
  case mail(MailAddress)
  /// To the person who passes it on by the channel.
  case hand

  /// A complaint by mail or by the form is answered by mail; by any other way, a person answers in that way.
  /// Without an address that mail can be sent to, and where a mail has come back, a person finds a way.
  init(_ source: NotificationSource) {
    if source.isErased {
      self = .none
      return
    }
    if source.kind.tellsOfAnOpenCase, !source.state.owesNews {
      self = .outdated
      return
    }
    // A person posts it where everybody can read it (S9); a mail would reach one.
    if source.kind == .publicReply {
      self = .hand
      return
    }
    switch source.channel {
    case .email, .webForm:
      let address = source.customerEmail.flatMap { email in
        (try? MailAddress(email, name: source.customerName)) ?? (try? MailAddress(email))
      }
      self = source.hasBounced ? .hand : address.map { .mail($0) } ?? .hand
    case .chat, .phone, .social, .letter: self = .hand
    }
  }
}

extension MessageKind {
  /// It says that the shop is still at it, and when the customer hears of it again.
  fileprivate var tellsOfAnOpenCase: Bool {
    switch self {
    case .holdingReply, .statusUpdate, .escalated, .externalBody: true
    default: false
    }
  }
}

extension Policy {
  /// The language of its messages to customers whose own we do not write.
  var language: MessageLanguage {
    switch jurisdiction {
    case "PL": .polish
    case "RU": .russian
    default: .english
    }
  }
}
