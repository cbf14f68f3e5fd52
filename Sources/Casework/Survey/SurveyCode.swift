/// By what an answer to a survey is known as the customer's (S33): 28 characters of Crockford's base 32 in groups of four,
/// 140 random bits from the system's generator for keys.
///
/// It is made for one message and is nowhere but in it: the database keeps its hash. What a person types is read by
/// `casework.answer_survey`: either case, spaces and hyphens anywhere, O for 0, I and L for 1.
struct SurveyCode: Sendable, Hashable, CustomStringConvertible {
  let description: String

  init() {
    var random = SystemRandomNumberGenerator()
    let groups = (0..<7).map { _ in
      String((0..<4).map { _ in SurveyCode.alphabet[Int.random(in: 0..<32, using: &random)] })
    }
    description = groups.joined(separator: "-")
  }

  /// No I, L, O, U: what looks alike, and what makes words.
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
}
