/// Everything that one message says, as facts: no sentence, no formatting, nothing of the database.
///
/// Dates are civil dates of the policy's zone. Texts that came from outside (name, references, subject, quotation,
/// statement) may hold anything; rendering treats them as data (see `CustomerText`).
package struct MessageContext: Sendable, Hashable {
  /// What the customer complained about.
  package var complaint: ComplaintKind
  /// Our reference, which the customer can quote.
  package var caseReference: String
  /// The shop's name.
  package var merchant: String
  /// The named person who answers for this case and apologises (S25, S27). Never empty.
  package var responsible: String
  /// The day on which the receipt was confirmed.
  package var receivedOn: CivilDate
  /// `nil` when unknown.
  package var customerName: String?
  /// The order that the customer named; `nil` when there was none.
  package var orderReference: String?
  /// The subject in the customer's own words.
  package var complaintSubject: String?
  /// The customer's own words, to show that they were read (S26). Shortened when long.
  package var complaintQuote: String?
  /// What was changed so that it does not happen again, in the message's language. `nil` takes the template's
  /// sentence for the kind of complaint.
  package var prevention: String?
  /// Where the customer reaches a person at once: an address or a number (S5). `nil`: nobody says.
  package var contact: String?
  /// When we expect to answer, before we must; for who complains of waiting (S8).
  package var expectedBy: CivilDate?
  /// The kind of message, with what only this kind says.
  package var content: Content

  package init(
    complaint: ComplaintKind, caseReference: String, merchant: String, responsible: String,
    receivedOn: CivilDate, customerName: String? = nil, orderReference: String? = nil,
    complaintSubject: String? = nil, complaintQuote: String? = nil, prevention: String? = nil,
    contact: String? = nil, expectedBy: CivilDate? = nil, content: Content
  ) {
    self.complaint = complaint
    self.caseReference = caseReference
    self.merchant = merchant
    self.responsible = responsible
    self.receivedOn = receivedOn
    self.customerName = customerName
    self.orderReference = orderReference
    self.complaintSubject = complaintSubject
    self.complaintQuote = complaintQuote
    self.prevention = prevention
    self.contact = contact
    self.expectedBy = expectedBy
    self.content = content
  }

  /// A kind of message together with the facts that it cannot do without.
  package enum Content: Sendable, Hashable {
    case acknowledgement(answerBy: CivilDate)
    case informationRequest(InformationRequest)
    /// The day of the answer stays where it was: a holding reply stops no clock (S29). `nil`: it has passed.
    case holdingReply(Progress, answerBy: CivilDate?)
    case statusUpdate(Progress)
    case promiseAtRisk(PromiseAtRisk)
    case optionOffer(OptionOffer)
    case decisionAccepted(AcceptedDecision)
    case decisionRejected(RejectedDecision)
    case answer(PersonalAnswer)
    case remedyExecuted(ExecutedRemedies)
    case remedyReversed(Reversal)
    /// `termStays`: the policy does not move the day by which the answer is owed, whatever is announced (S21).
    case deadlineExtended(
      reason: ExtensionReason, previousAnswerBy: CivilDate, answerBy: CivilDate, termStays: Bool = false)
    case escalated(Escalation)
    case externalBody(ExternalBody)
    case withdrawn
    case closed(Closing)
    /// `prevention` says what was changed.
    case improvement
    case survey(Survey)
    /// `contact` is the merchant's own address or number for what does not belong in public; `statement` is what
    /// a person says there, and names nobody (`PublicSecrets`).
    case publicReply(contact: String, answerBy: CivilDate, statement: String? = nil)
  }

  /// The kind of message.
  package var kind: MessageKind {
    switch content {
    case .acknowledgement: .acknowledgement
    case .informationRequest: .informationRequest
    case .holdingReply: .holdingReply
    case .statusUpdate: .statusUpdate
    case .promiseAtRisk: .promiseAtRisk
    case .optionOffer: .optionOffer
    case .decisionAccepted: .decisionAccepted
    case .decisionRejected: .decisionRejected
    case .answer: .answer
    case .remedyExecuted: .remedyExecuted
    case .remedyReversed: .remedyReversed
    case .deadlineExtended: .deadlineExtended
    case .escalated: .escalated
    case .externalBody: .externalBody
    case .withdrawn: .withdrawn
    case .closed: .closed
    case .improvement: .improvement
    case .survey: .survey
    case .publicReply: .publicReply
    }
  }
}
