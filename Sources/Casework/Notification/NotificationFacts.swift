package import Complaints

/// What a message says that the tables may say otherwise by the time it is rendered: which decision it is
/// about, and the days that it names. No customer's personal data. Everything else is read when it is rendered.
package struct NotificationFacts: Codable, Sendable, Hashable {
  /// The version of the decision that the message tells.
  package var decision: Int?
  /// The last day of the answer.
  package var answerBy: CivilDate?
  /// The last day for the customer's reply.
  package var replyBy: CivilDate?
  /// What is asked for (S19).
  package var missing: [InformationItem]?
  /// Nobody chose, and the default applies.
  package var chosenByDefault: Bool?
  /// The number of what a person says in the message; the reasons of a decision come with the decision.
  package var statement: Int64?
  /// What made the case go up, and to whom (S42).
  package var trigger: MessageContext.EscalationTrigger?
  package var level: MessageContext.EscalationLevel?
  /// The person of the shop who took it over; `nil`: whoever answered for it still does.
  package var holder: String?
  /// Why the answer takes longer, and the day that was named before (S21).
  package var extensionReason: MessageContext.ExtensionReason?
  package var previousAnswerBy: CivilDate?
  /// That the answer is owed by that day all the same.
  package var termStays: Bool?
  /// What will be late, for when it was promised, and for when it is now (S31). In a status update, alone: the day for which the order
  /// is promised now, which the message is there to tell (S30).
  package var promise: MessageContext.Promise?
  package var promisedFor: CivilDate?
  package var newDate: CivilDate?
  /// The number of what was changed against the complaint's cause (S44).
  package var change: Int64?
  /// What is the customer's no more, and whether a person decides anew because of it.
  package var reversal: MessageContext.Reversal.Form?
  package var amount: Money?
  package var isHeardAgain: Bool?
  /// By how many days a remedy was late that is owed more for each (L6).
  package var daysLate: Int?

  package init(
    decision: Int? = nil, answerBy: CivilDate? = nil, replyBy: CivilDate? = nil,
    missing: [InformationItem]? = nil, chosenByDefault: Bool? = nil
  ) {
    self.decision = decision
    self.answerBy = answerBy
    self.replyBy = replyBy
    self.missing = missing
    self.chosenByDefault = chosenByDefault
  }

  /// That a case has gone up.
  package init(
    escalatedTo level: MessageContext.EscalationLevel, because trigger: MessageContext.EscalationTrigger,
    holder: String? = nil
  ) {
    self.level = level
    self.holder = holder
    self.trigger = trigger
  }

  private enum CodingKeys: String, CodingKey {
    case decision, missing, statement, trigger, level, holder, promise, change, reversal, amount
    case answerBy = "answer_by"
    case replyBy = "reply_by"
    case chosenByDefault = "chosen_by_default"
    case extensionReason = "extension_reason"
    case previousAnswerBy = "previous_answer_by"
    case termStays = "term_stays"
    case promisedFor = "promised_for"
    case newDate = "new_date"
    case isHeardAgain = "heard_again"
    case daysLate = "days_late"
  }
}
