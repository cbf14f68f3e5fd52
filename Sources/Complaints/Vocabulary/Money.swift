/// An ISO 4217 currency with the number of digits after the decimal point.
///
/// Only the currencies of the table below are known: an unknown code is an input error, not a guess at two digits.
public struct Currency: Sendable, Hashable, CustomStringConvertible {
  /// The three letters, upper case.
  public let code: String
  /// Digits after the decimal point: 0 (JPY), 2 (PLN) or 3 (KWD).
  public let exponent: Int

  /// The currency of an ISO 4217 code in upper case, or `nil` when it is not in the table.
  public init?(code: String) {
    guard let exponent = Currency.exponents[code] else { return nil }
    self.code = code
    self.exponent = exponent
  }

  public var description: String { code }

  private static let exponents: [String: Int] = {
    var table: [String: Int] = [:]
    for code
      in "AUD BGN BRL CAD CHF CNY CZK DKK EUR GBP GEL HUF ILS INR KZT MDL MXN NOK NZD PLN RON RSD RUB SEK TRY UAH USD ZAR"
      .split(separator: " ")
    {
      table[String(code)] = 2
    }
    for code in "CLP ISK JPY KRW VND".split(separator: " ") { table[String(code)] = 0 }
    for code in "BHD JOD KWD OMR TND".split(separator: " ") { table[String(code)] = 3 }
    return table
  }()
}

/// An amount in minor units (grosz, kopeck, cent) of one currency. Never a floating-point number.
public struct Money: Sendable, Hashable {
  /// The amount in minor units; negative only in differences and reversals.
  public let minorUnits: Int64
  public let currency: Currency

  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }
}
