extension MessageContext {
  /// What was given and is the customer's no more.
  package struct Reversal: Sendable, Hashable {
    /// What became of it. The raw value is the key of its sentence.
    package enum Form: String, Sendable, Hashable, Codable, CaseIterable {
      case bankReturned = "bank_returned"
      case codeWithdrawn = "code_withdrawn"
      case paymentWithdrawn = "payment_withdrawn"
      case paidBack = "paid_back"
    }

    package var form: Form
    package var amount: Money
    /// By when the customer hears what takes its place; `nil`: nothing does.
    package var nextUpdateOn: CivilDate?
    /// Why, in a person's words, in the message's language.
    package var statement: String?

    package init(_ form: Form, amount: Money, nextUpdateOn: CivilDate? = nil, statement: String? = nil) {
      self.form = form
      self.amount = amount
      self.nextUpdateOn = nextUpdateOn
      self.statement = statement
    }
  }
}
