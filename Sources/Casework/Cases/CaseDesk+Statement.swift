import Complaints
import LibPQ

/// What people write to customers in words of their own.
extension CaseDesk.LockedCase {
  /// The words as they may be sent, by the rules of the language in which the customer is written to; `nil` for none.
  ///
  /// Throws `StatementFault`.
  func checked(_ words: String?, isPublic: Bool = false) async throws -> PersonalStatement? {
    guard let words else { return nil }
    let statement = try PersonalStatement(words)
    try MessageCatalog.embedded.check(statement, locale: head.locale, fallback: policy.language)
    if isPublic, let secret = try await secrets().toldBy(statement.text) {
      throw StatementFault.givesAway(secret)
    }
    return statement
  }

  /// Keeps the words in the table that can be erased.
  ///
  /// - Parameter decision: the version of the decision that they explain, which may be written after them in the same
  ///   transaction; `nil`: they go with one message.
  /// - Returns: the number that history and messages know them by.
  func add(
    _ statement: PersonalStatement, by actor: CaseActor, explaining decision: Int? = nil
  ) async throws -> Int64 {
    try await transaction.execute(
      .addStatement, head.caseID, decision, actor.personName ?? actor.rawValue, statement.text
    )[0].decode(Int64.self, "statement_id")
  }

  private func secrets() async throws -> PublicSecrets {
    let row = try await transaction.execute(.readSecrets, head.caseID)[0]
    return PublicSecrets(
      customerName: try row.decode(String?.self, "name"),
      customerEmail: try row.decode(String?.self, "email"),
      orderReference: try row.decode(String?.self, "order_reference"), caseReference: head.reference)
  }
}
