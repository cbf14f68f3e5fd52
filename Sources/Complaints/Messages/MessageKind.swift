/// Why a customer is written to. Row "Notification" of the domain's model; the raw value is what files and tables hold.
package enum MessageKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// S35: the complaint has arrived, here is its reference and the day of the answer.
  case acknowledgement
  /// S19: what is missing, asked for once and as a list.
  case informationRequest = "information_request"
  /// S29: the answer is not known yet; the day of the answer stays.
  case holdingReply = "holding_reply"
  /// S30: where the case stands, even when nothing is new.
  case statusUpdate = "status_update"
  /// S31: a promise is about to fail, said before it does.
  case promiseAtRisk = "promise_at_risk"
  /// The complaint is accepted and the customer chooses the remedy.
  case optionOffer = "option_offer"
  /// The complaint is accepted and this is the remedy.
  case decisionAccepted = "decision_accepted"
  /// The complaint is rejected, with the ground and the further routes (S17, S32).
  case decisionRejected = "decision_rejected"
  /// What a person says where there is nothing to accept or to refuse (S8 to S10).
  case answer
  /// The remedy has been carried out.
  case remedyExecuted = "remedy_executed"
  /// What was given is the customer's no more: it came back, or was taken back.
  case remedyReversed = "remedy_reversed"
  /// S21: the answer takes longer, with the reason.
  case deadlineExtended = "deadline_extended"
  /// S42: somebody further up has taken over.
  case escalated
  /// S41: it has taken so long that the customer may go to an independent body.
  case externalBody = "external_body"
  /// S33: closed and open questions after the case has been settled.
  case survey
  /// S34: the customer took the complaint back, and it is over.
  case withdrawn
  /// S34: nobody has appealed against the refusal, and it is over.
  case closed
  /// S44: what was changed against the cause since, for who has had the last message already.
  case improvement
  /// S9: an answer for everybody to read, without personal data or amounts.
  case publicReply = "public_reply"
}

/// A part of a message. The order of the cases is the order of S24, with the ground and the further routes of a
/// rejection (S32) where a reader looks for them.
package enum MessageBlock: String, Sendable, Hashable, CaseIterable {
  case thanks, apology, finding, ground, compensation, prevention
  case nextSteps = "next_steps"
  case routes, invitation
}

extension MessageKind {
  /// The blocks without which this message does not exist: a template that lacks one is refused at load, and a
  /// block that turns out empty stops the rendering (S24: an error, not a blank).
  package var mandatoryBlocks: [MessageBlock] {
    switch self {
    case .acknowledgement, .informationRequest, .holdingReply, .statusUpdate, .remedyReversed,
      .deadlineExtended, .escalated:
      [.thanks, .apology, .finding, .nextSteps, .invitation]
    case .promiseAtRisk:
      [.thanks, .apology, .finding, .compensation, .nextSteps, .invitation]
    case .optionOffer, .decisionAccepted, .remedyExecuted:
      [.thanks, .apology, .finding, .compensation, .prevention, .nextSteps, .invitation]
    case .answer:
      [.thanks, .apology, .finding, .prevention, .nextSteps, .invitation]
    case .decisionRejected:
      [.thanks, .apology, .finding, .ground, .nextSteps, .routes, .invitation]
    case .externalBody:
      [.thanks, .apology, .finding, .nextSteps, .routes, .invitation]
    case .survey:
      [.thanks, .finding, .invitation]
    case .withdrawn:
      [.thanks, .apology, .finding, .invitation]
    case .closed:
      [.thanks, .apology, .finding, .routes, .invitation]
    case .improvement:
      [.thanks, .apology, .prevention, .invitation]
    case .publicReply:
      [.thanks, .apology, .finding, .nextSteps, .invitation]
    }
  }

  /// The mandatory blocks, and those that a merchant may add in his own templates. A ground belongs to a rejection only, and routes
  /// where they are told; a public reply never has a compensation (S9: no amounts).
  package var permittedBlocks: [MessageBlock] {
    MessageBlock.allCases.filter { block in
      if mandatoryBlocks.contains(block) { return true }
      return switch block {
      case .ground, .routes: false
      case .finding, .compensation: ![.publicReply, .decisionRejected, .answer].contains(self)
      case .thanks, .apology, .prevention, .nextSteps, .invitation: true
      }
    }
  }
}
