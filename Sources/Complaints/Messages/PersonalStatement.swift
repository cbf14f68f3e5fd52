/// What a person of the shop says to a customer in words of their own: an answer, or the reasons of a decision.
///
/// It is written in the language that the customer is written to in; nothing here translates. A blank line begins a
/// paragraph, and lines that begin with "- " are a list, as in the templates. Personal data: people are named in it.
package struct PersonalStatement: Sendable, Hashable {
  /// The most characters that it may have: an answer is a letter, and no file.
  package static let limit = 4_000

  package let text: String

  /// Throws `StatementFault.empty` for a text without a visible character, and `.tooLong`.
  package init(_ text: String) throws(StatementFault) {
    let cleaned = CustomerText.statement(text).trimming(while: \.isWhitespace)
    guard !cleaned.isEmpty else { throw .empty }
    guard cleaned.count <= PersonalStatement.limit else { throw .tooLong(limit: PersonalStatement.limit) }
    self.text = String(cleaned)
  }
}

/// Why a person's words are not sent. Names the rule, and of the text only what a list of ours holds.
package enum StatementFault: Error, Sendable, Hashable {
  case empty
  case tooLong(limit: Int)
  /// The phrase is one that the language's `never_say` lists (S34): a message names a date and a person instead.
  case neverSaid(String)
  /// It links to the EU platform for online disputes, closed since 20 July 2025 (L4).
  case closedPlatform
  /// In public: it tells what is nobody else's business (S9).
  case givesAway(PublicSecrets.Secret)
}

extension MessageCatalog {
  /// Holds a person's words to the rules of the templates: in the language that the customer will read.
  ///
  /// - Parameters:
  ///   - locale: the customer's; `fallback`: the policy's language, as for `render`.
  package func check(
    _ statement: PersonalStatement, locale: String?, fallback: MessageLanguage
  ) throws(StatementFault) {
    let lowered = MessageText.asSaid(statement.text)
    for phrase in neverSaid(locale: locale, fallback: fallback) where lowered.contains(phrase) {
      throw .neverSaid(phrase)
    }
    if MessageRules.linksToClosedPlatform(lowered) { throw .closedPlatform }
  }
}
