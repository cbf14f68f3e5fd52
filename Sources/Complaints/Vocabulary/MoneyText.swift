/// Why a text is not an amount of a currency.
package enum MoneyTextError: Error, Hashable, Sendable {
  /// Not a plain decimal number with a point: see `Money.init(decimal:currency:)`.
  case notANumber
  /// More decimals than the currency has (`9.999` of a currency with two).
  case tooManyDecimals(allowed: Int)
  /// More than 64 bits of minor units.
  case tooLarge
}

extension Money {
  /// Reads a machine's decimal form: `59.90`, `59.9`, `59`, `-3`. At most as many decimals as the currency
  /// has; a point, never a comma; no grouping, no sign but a minus. A negative amount is read: whether it is
  /// allowed is the caller's rule.
  package init(decimal text: some StringProtocol, currency: Currency) throws(MoneyTextError) {
    guard let decimal = DecimalText(Substring(text)) else { throw .notANumber }
    guard decimal.decimals <= currency.exponent else { throw .tooManyDecimals(allowed: currency.exponent) }
    guard let units = decimal.scaled(to: currency.exponent) else { throw .tooLarge }
    self.init(minorUnits: units, currency: currency)
  }

  /// The machine's decimal form with all the decimals of the currency: `59.90`, `-0.05`, `1200` (JPY),
  /// `1.250` (KWD). Not for customers: their form depends on the locale and is made where messages are made.
  package var decimal: String {
    let digits = String(minorUnits.magnitude)
    let sign = minorUnits < 0 ? "-" : ""
    guard currency.exponent > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(currency.exponent)).\(padded.suffix(currency.exponent))"
  }
}

extension Money: CustomStringConvertible {
  /// `59.90 PLN`: for logs, reports and test failures.
  package var description: String { "\(decimal) \(currency)" }
}
