/// The languages that messages are written in.
package enum MessageLanguage: String, Sendable, Hashable, Codable, CaseIterable {
  case polish = "pl"
  case russian = "ru"
  case english = "en"

  /// The language of a locale such as `pl`, `pl-PL`, `ru_RU` or `EN`, by its language subtag alone.
  ///
  /// `nil` for every other language. A neighbouring language is deliberately not guessed: a customer who writes
  /// Ukrainian is not answered in Russian; the caller's default language applies, and the message says so.
  package init?(locale: String) {
    let subtag = locale.split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map { $0.lowercased() }
    guard let subtag, let language = MessageLanguage(rawValue: subtag) else { return nil }
    self = language
  }

  /// The plural categories that the language tells apart for whole numbers, in the order of the templates.
  package var pluralCategories: [PluralCategory] {
    switch self {
    case .polish, .russian: [.one, .few, .many]
    case .english: [.one, .other]
    }
  }

  /// The category of a whole number, after the Unicode plural rules. The sign does not matter.
  ///
  /// Polish and Russian part at 21: *21 dni* but *21 день*.
  package func pluralCategory(of number: Int) -> PluralCategory {
    let lastTwo = Int(number.magnitude % 100)
    let last = lastTwo % 10
    let few = (2...4).contains(last) && !(12...14).contains(lastTwo)
    switch self {
    case .polish: return number.magnitude == 1 ? .one : few ? .few : .many
    case .russian: return last == 1 && lastTwo != 11 ? .one : few ? .few : .many
    case .english: return number.magnitude == 1 ? .one : .other
    }
  }
}

/// The forms that a noun takes after a number, by their names in the Unicode plural rules.
package enum PluralCategory: String, Sendable, Hashable, CaseIterable {
  case one, few, many, other
}
