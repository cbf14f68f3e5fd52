/// An ISO 4217 currency with the number of digits after the decimal point.
///
/// Only the currencies of the table below are known: an unknown code is an input error, not a guess at two
/// digits.
package struct Currency: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The three letters, upper case.
  package let code: String
  /// Digits after the decimal point: 0 (JPY), 2 (PLN) or 3 (KWD).
  package let exponent: Int

  /// The currency of an ISO 4217 code in upper case, or `nil` when it is not in the table.
  package init?(code: String) {
    guard let exponent = Currency.exponents[code] else { return nil }
    self.code = code
    self.exponent = exponent
  }

  package var description: String { code }

  /// Reads the bare code, as it stands in a table or a JSON document; an unknown one is a `DecodingError`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let code = try container.decode(String.self)
    guard let currency = Currency(code: code) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown currency code")
    }
    self = currency
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(code)
  }

  private static let exponents: [String: Int] = {
    let byExponent = [
      0: "CLP ISK JPY KRW VND",
      2:
        "AUD BGN BRL CAD CHF CNY CZK DKK EUR GBP GEL HUF ILS INR KZT MDL MXN NOK NZD PLN RON RSD RUB "
        + "SEK TRY UAH USD ZAR",
      3: "BHD JOD KWD OMR TND",
    ]
    var table: [String: Int] = [:]
    for (exponent, codes) in byExponent {
      for code in codes.split(separator: " ") { table[String(code)] = exponent }
    }
    return table
  }()
}
