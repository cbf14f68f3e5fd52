/// An amount in minor units (grosz, kopeck, cent) of one currency. Never a floating-point number.
///
/// Arithmetic and comparison *throw* on two different currencies and on overflow: both come from data, so
/// neither may end the process, and neither may pass unseen.
package struct Money: Sendable, Hashable, Codable {
  /// The amount in minor units; negative only in differences and reversals.
  package let minorUnits: Int64
  /// What the minor units are units of.
  package let currency: Currency

  /// The amount of so many minor units.
  package init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  /// Nothing, in that currency.
  package static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency: currency) }

  /// Whether it is more than nothing.
  package var isPositive: Bool { minorUnits > 0 }

  private enum CodingKeys: String, CodingKey {
    case minorUnits = "minor_units"
    case currency
  }
}

/// Why a calculation with money has no result.
package enum MoneyError: Error, Hashable, Sendable {
  /// Two amounts of different currencies; Redress never converts.
  case currencyMismatch(Currency, Currency)
  /// The result does not fit into 64 bits of minor units.
  case overflow(Currency)
}

extension Money {
  package static func + (left: Money, right: Money) throws(MoneyError) -> Money {
    try left.combined(with: right) { $0.addingReportingOverflow($1) }
  }

  package static func - (left: Money, right: Money) throws(MoneyError) -> Money {
    try left.combined(with: right) { $0.subtractingReportingOverflow($1) }
  }

  /// Compares amounts of one currency. `Money` is deliberately not `Comparable`: that could not refuse two
  /// currencies.
  package static func < (left: Money, right: Money) throws(MoneyError) -> Bool {
    try left.requireCurrency(of: right)
    return left.minorUnits < right.minorUnits
  }

  /// `right < left`, with the same refusal.
  package static func > (left: Money, right: Money) throws(MoneyError) -> Bool { try right < left }

  /// The smaller of two amounts of one currency: how a cap is applied.
  package func capped(at cap: Money) throws(MoneyError) -> Money { try self < cap ? self : cap }

  /// The sum of the amounts; `zero` of the currency when there are none.
  package static func sum(_ amounts: some Sequence<Money>, in currency: Currency) throws(MoneyError) -> Money
  {
    var total = Money.zero(currency)
    for amount in amounts { total = try total + amount }
    return total
  }

  /// The amount for so many pieces or days.
  package func times(_ count: Int) throws(MoneyError) -> Money {
    let (units, overflow) = minorUnits.multipliedReportingOverflow(by: Int64(count))
    guard !overflow else { throw .overflow(currency) }
    return Money(minorUnits: units, currency: currency)
  }

  /// The amount times a ratio, rounded once and in the named way. Exact in between: the product is formed in
  /// 128 bits.
  package func multiplied(by ratio: Ratio, rounding: RoundingMode) throws(MoneyError) -> Money {
    let product = Int128(minorUnits) * Int128(ratio.numerator)
    let rounded = rounding.quotient(of: product, by: Int128(ratio.denominator))
    guard let units = Int64(exactly: rounded) else { throw .overflow(currency) }
    return Money(minorUnits: units, currency: currency)
  }

  private func combined(
    with other: Money, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) throws(MoneyError) -> Money {
    try requireCurrency(of: other)
    let (value, overflow) = operation(minorUnits, other.minorUnits)
    guard !overflow else { throw .overflow(currency) }
    return Money(minorUnits: value, currency: currency)
  }

  private func requireCurrency(of other: Money) throws(MoneyError) {
    guard currency == other.currency else { throw .currencyMismatch(currency, other.currency) }
  }
}
