package import Complaints
import Gateways
import LibPQ

/// A person of the shop who works on cases.
package struct Handler: Sendable, Hashable, Encodable {
  /// As it stands in histories and messages; no two have the same, in whatever case it is written.
  package let name: String
  package let email: String
  /// Language subtags, such as `pl`; none: any.
  package let languages: [String]
  package let team: String?
  /// Of the ladder (S42); `nil`: below the first.
  package let rung: MessageContext.EscalationLevel?
  package let isAway: Bool
  /// Cases that are not settled, of which this is the responsible person.
  package let openCases: Int
}

extension Handler {
  /// Reads a row of list_handlers.
  init(_ row: Row) throws {
    name = try row.decode(String.self, "name")
    email = try row.decode(String.self, "email")
    languages = try row.decode([String].self, "languages")
    team = try row.decode(String?.self, "team")
    rung = try row.optionalWord("rung")
    isAway = try row.decode(Bool.self, "is_away")
    openCases = Int(try row.decode(Int64.self, "open_cases"))
  }

  func isNamed(_ name: String) -> Bool { self.name.lowercased() == name.lowercased() }

  /// Whether the person can write to a customer of that locale: `pl`, `pl-PL`.
  func writes(_ locale: String) -> Bool { languages.isEmpty || speaks(locale) }

  func speaks(_ locale: String) -> Bool { languages.contains(Handler.subtag(of: locale)) }

  static func subtag(of locale: String) -> String {
    locale.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() } ?? ""
  }
}

/// What is said of a person; `nil`: nothing, and what is known stays.
package struct HandlerDetails: Sendable, Hashable {
  package var email: String?
  /// Empty: any.
  package var languages: [String]?
  /// Empty: none.
  package var team: String?
  package var rung: HandlerRung?
  package var isAway: Bool?

  package init(
    email: String? = nil, languages: [String]? = nil, team: String? = nil, rung: HandlerRung? = nil,
    isAway: Bool? = nil
  ) {
    self.email = email
    self.languages = languages
    self.team = team
    self.rung = rung
    self.isAway = isAway
  }

  /// - Throws: `HandlerRefusal` for an address that no mail can be sent to, and what is no language.
  func checked() throws(HandlerRefusal) -> HandlerDetails {
    var details = self
    if let email {
      guard (try? MailAddress(email)) != nil else { throw .unusableAddress }
    }
    details.languages = languages?.map { $0.lowercased() }
    for language in details.languages ?? [] where language.wholeMatch(of: /[a-z]{2,3}/) == nil {
      throw .noLanguage(language)
    }
    details.team = team?.trimmed
    guard (details.team?.count ?? 0) <= 100 else { throw .nameMissing }
    return details
  }
}

/// Where a person stands on the ladder.
package enum HandlerRung: Sendable, Hashable {
  /// The handlers stand below its first rung.
  case below
  case rung(MessageContext.EscalationLevel)

  /// As the table takes it: an empty text takes the rung away.
  var word: String {
    switch self {
    case .below: ""
    case .rung(let level): level.rawValue
    }
  }
}
