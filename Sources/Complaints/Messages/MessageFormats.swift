/// How one language writes days, amounts and counted things.
///
/// Small on purpose: ICU would bring 30 MB and its own opinion of the month's data version. The forms are those of
/// the language files, so a merchant sees and edits them.
struct MessageFormats: Sendable {
  /// A noun that is counted in messages.
  enum CountedNoun: String, Sendable, CaseIterable {
    case day, option
  }

  /// How amounts are written.
  struct MoneyForm: Sendable {
    var decimalMark: String
    var groupMark: String
    /// Whether the symbol stands before the digits (£1) or after them (1 zł).
    var symbolFirst: Bool
    /// By currency code; a currency that is not listed is written with its code.
    var symbols: [String: String]
  }

  var language: MessageLanguage
  /// January first, in the form that stands beside a day's number.
  var months: [String]
  var dateForm: Template
  var money: MoneyForm
  var nouns: [CountedNoun: [PluralCategory: String]]

  static let nonBreakingSpace = "\u{00A0}"

  /// A day, unbreakable: `12 marca 2026`.
  func date(_ date: CivilDate) -> String {
    let (year, month, day) = date.components
    var values = TemplateValues()
    values[.day] = String(day)
    values[.month] = months[month - 1]
    values[.year] = String(year)
    return MessageText.oneLine(dateForm.render(values))
      .replacing(" ", with: MessageFormats.nonBreakingSpace)
  }

  /// A number with the form of the noun that it asks for, unbreakable: `3 dni`.
  func count(_ number: Int, _ noun: CountedNoun) -> String {
    let form = nouns[noun]?[language.pluralCategory(of: number)] ?? ""
    return "\(number)\(MessageFormats.nonBreakingSpace)\(form)"
  }

  /// An amount with exactly its currency's digits, unbreakable: `1 234,50 zł`, `£1,234.50`.
  func amount(_ money: Money) -> String {
    let exponent = money.currency.exponent
    // The magnitude, because the smallest Int64 has no positive counterpart.
    var digits = String(money.minorUnits.magnitude)
    digits = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
    let whole = grouped(digits.dropLast(exponent))
    let number = exponent == 0 ? whole : whole + self.money.decimalMark + digits.suffix(exponent)
    let sign = money.minorUnits < 0 ? "-" : ""
    let space = MessageFormats.nonBreakingSpace
    guard let symbol = self.money.symbols[money.currency.code] else {
      return self.money.symbolFirst
        ? "\(sign)\(money.currency.code)\(space)\(number)" : "\(sign)\(number)\(space)\(money.currency.code)"
    }
    return self.money.symbolFirst ? "\(sign)\(symbol)\(number)" : "\(sign)\(number)\(space)\(symbol)"
  }

  private func grouped(_ digits: Substring) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { result += money.groupMark }
      result.append(digit)
    }
    return result
  }
}
