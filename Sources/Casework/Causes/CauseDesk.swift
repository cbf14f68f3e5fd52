package import Complaints
import Foundation
package import LibPQ

/// The catalogue of causes, and what was changed against them (S44).
package struct CauseDesk: Sendable {
  let pool: Pool

  package init(pool: Pool) { self.pool = pool }

  /// A cause, in the shop's words.
  package struct Cause: Sendable, Encodable {
    /// By which commands, cases and reports name it.
    package let code: String
    package let title: String
    /// What is suggested against it.
    package let prevention: String
    /// How many complaints are put down to it.
    package let cases: Int64
    /// The newest first.
    package let changes: [Change]
  }

  /// What was changed against a cause.
  package struct Change: Sendable, Codable {
    /// For the people of the shop.
    package let what: String
    package let madeOn: CivilDate
    /// For customers, by language. A customer who complained before it was made reads it where a message says what is
    /// done so that it does not happen again (S24).
    package let told: [String: String]
    package let recordedBy: String

    private enum CodingKeys: String, CodingKey {
      case what, told
      case madeOn = "made_on"
      case recordedBy = "recorded_by"
    }
  }

  package func causes() async throws -> [Cause] {
    try await pool.execute(.listCauses).map { row in
      Cause(
        code: try row.decode(String.self, "code"), title: try row.decode(String.self, "title"),
        prevention: try row.decode(String.self, "prevention"), cases: try row.decode(Int64.self, "cases"),
        changes: try row.decode(JSONText.self, "changes").decoded())
    }
  }

  /// Adds a cause, or gives one that is there other words.
  ///
  /// - Parameter code: small letters, digits and underscores, a letter first, at most 40.
  /// - Returns: whether it is new.
  package func add(_ code: String, title: String, prevention: String) async throws -> Bool {
    guard code.wholeMatch(of: /[a-z][a-z0-9_]{0,39}/) != nil else { throw CauseRefusal.code(code) }
    let (title, prevention) = (try CauseDesk.line(title), try CauseDesk.line(prevention))
    return try await pool.execute(.addCause, code, title, prevention)[0].decode(Bool.self, "is_new")
  }

  /// Records that something was changed.
  ///
  /// - Parameter told: what customers are told of it, by language, held to the rules for what people write to customers.
  package func change(
    _ code: String, what: String, madeOn day: CivilDate, told: [MessageLanguage: String], by name: String
  ) async throws {
    guard let person = try await CaseDesk(pool: pool).person(name).personName else {
      throw CaseRefusal.nameMissing
    }
    let what = try CauseDesk.line(what)
    var sentences: [String: String] = [:]
    for (language, text) in told {
      do {
        let statement = try PersonalStatement(text)
        try MessageCatalog.embedded.check(statement, locale: language.rawValue, fallback: language)
        sentences[language.rawValue] = statement.text
      } catch {
        throw CaseRefusal.statement(error)
      }
    }
    let told = sentences
    try await pool.withTransaction { transaction in
      // A day that has not begun anywhere.
      let today = Zone.utc.civilDate(of: try await BusinessTime.now(in: transaction) + 14 * 3600)
      guard day <= today else { throw CauseRefusal.notYet(day) }
      let rows = try await transaction.execute(
        .addCauseChange, code, what, day.description, try JSONText(encoding: told), person)
      guard !rows.isEmpty else { throw CauseRefusal.unknown(code) }
    }
  }

  private static func line(_ text: String) throws(CauseRefusal) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !line.isEmpty, line.count <= 300 else { throw .text }
    return line
  }
}

/// Why a command about causes is not carried out. No personal data.
package enum CauseRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  case unknown(String)
  case code(String)
  /// Empty, or over 300 characters.
  case text
  case notYet(CivilDate)
  /// Nothing was changed against it that customers are told.
  case nothingToTell(String)

  package var description: String {
    switch self {
    case .unknown(let code): "there is no cause \(code)"
    case .code(let code):
      "\(code) is no code: small letters, digits and underscores, a letter first, at most 40"
    case .text: "say it in words, in at most 300 characters"
    case .nothingToTell(let code):
      "nothing was changed against \(code) of which customers are told: redress cause change \(code) --tell"
    case .notYet(let day): "\(day) has not come: record a change when it is made"
    }
  }
}
