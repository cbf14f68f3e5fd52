extension CivilDate {
  /// The same day of a later month, or that month's last day where it has no such day (31 January + 1 month =
  /// 28 February), which is how terms in months and years are counted (Polish Civil Code art. 112, Russian
  /// Civil Code art. 192).
  package func adding(months: Int) -> CivilDate {
    let (year, month, day) = components
    let index = year * 12 + (month - 1) + months
    let (targetYear, targetMonth) = (index / 12, index % 12 + 1)
    for candidate in stride(from: day, through: 28, by: -1) {
      if let date = CivilDate(year: targetYear, month: targetMonth, day: candidate) { return date }
    }
    return CivilDate(year: targetYear, month: targetMonth, day: day)!
  }

  /// Whole days from the other date to this one; negative when this one is earlier.
  package func days(since other: CivilDate) -> Int { daysSinceEpoch - other.daysSinceEpoch }
}

extension CivilDate: Codable {
  /// Reads `YYYY-MM-DD`; anything else is a `DecodingError`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let date = CivilDate(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a date YYYY-MM-DD")
    }
    self = date
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
