/// A name that a template may use between `{{` and `}}`. The raw value is the name.
package enum TemplateVariable: String, Sendable, Hashable, CaseIterable {
  // The case and its people.
  case merchant, responsible, contact
  case caseReference = "case_reference"
  case customerName = "customer_name"
  case orderReference = "order_reference"
  // The complaint, in the customer's words and in ours.
  case complaintTitle = "complaint_title"
  case complaintAbout = "complaint_about"
  case complaintSummary = "complaint_summary"
  case complaintSubject = "complaint_subject"
  case complaintQuote = "complaint_quote"
  case complaintApology = "complaint_apology"
  case prevention
  // Days.
  case receivedOn = "received_on"
  case answerBy = "answer_by"
  case expectedBy = "expected_by"
  case previousAnswerBy = "previous_answer_by"
  case nextUpdateOn = "next_update_on"
  case newDeliveryDate = "new_delivery_date"
  case replyBy = "reply_by"
  case promisedFor = "promised_for"
  case newDate = "new_date"
  case chooseBy = "choose_by"
  case carriedOutBy = "carried_out_by"
  case appealBy = "appeal_by"
  case followUpOn = "follow_up_on"
  case resolvedOn = "resolved_on"
  // What was found, decided and done.
  case findings, missing, acceptance, options, number, offer, remedies, amends, promise, ground, statement
  case reversal, delay, penalty, help
  case routes, reason, trigger, level
  // What is asked afterwards.
  case questions, question, top
  case surveyCode = "survey_code"
  case optionCount = "option_count"
  case defaultOption = "default_option"
  case chosenByDefault = "chosen_by_default"
  case termStays = "term_stays"
  case takenOver = "taken_over"
  // Inside the sentences of the tables.
  case promised, delivered, ordered, due, expected, charged, evidence, partial, amount, code, limit, name,
    until
  case asOf = "as_of"
  case daysLate = "days_late"
  case takesPart = "takes_part"
  case needsReturn = "needs_return"
  case collected
  case customerPays = "customer_pays"
  case usableUntil = "usable_until"
  case executedOn = "executed_on"
  case arrivesBy = "arrives_by"
  // Inside the form of a date.
  case day, month, year
}

extension TemplateVariable {
  /// What stands behind a name, and so how a template may use it.
  enum Shape: Sendable, Hashable {
    /// A word, a sentence, an amount: `{{name}}`.
    case text
    /// A day in the language's form: `{{name}}`. A commitment names one (S27).
    case date
    /// True or not there: `{{#name}} … {{/name}}`, `{{^name}} … {{/name}}`.
    case flag
    /// A list of sentences: `{{#name}}{{.}}{{/name}}`.
    case sentences
    /// A list whose entries have names of their own: `{{#name}}{{number}} {{offer}}{{/name}}`.
    case records([TemplateVariable])
  }

  var shape: Shape {
    switch self {
    case .receivedOn, .answerBy, .expectedBy, .previousAnswerBy, .nextUpdateOn, .newDeliveryDate, .replyBy,
      .promisedFor,
      .newDate, .chooseBy, .carriedOutBy, .appealBy, .followUpOn, .resolvedOn, .promised, .delivered,
      .ordered,
      .due, .limit, .until, .asOf, .usableUntil, .executedOn, .arrivesBy:
      .date
    case .chosenByDefault, .termStays, .takenOver, .partial, .takesPart, .needsReturn, .collected,
      .customerPays:
      .flag
    case .findings, .missing, .remedies, .routes, .questions: .sentences
    case .options: .records([.number, .offer])
    default: .text
    }
  }
}

/// The names that one template may use, and which of them are always there.
struct TemplateScope: Sendable, Hashable {
  var always: [TemplateVariable] = []
  /// Absent from some messages: a template uses them only inside `{{#name}} … {{/name}}`, so that a message that
  /// loads can never be left with a gap.
  var sometimes: [TemplateVariable] = []

  func contains(_ variable: TemplateVariable) -> Bool {
    always.contains(variable) || sometimes.contains(variable)
  }
}
