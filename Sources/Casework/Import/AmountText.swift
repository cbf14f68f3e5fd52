import Complaints

/// Reads a decimal amount (`1234.50`) into minor units: digits, and at most as many decimals as the
/// currency has.
enum AmountText {
  enum Fault: Error, Equatable {
    case negative
    case tooManyDecimals
    /// Over twelve digits before the point: a sum of a thousand such amounts still fits 64 bits.
    case tooLarge
    /// A comma, a space or an apostrophe between the digits.
    case separator
    /// A sign, a currency, an exponent, or no number at all.
    case syntax
  }

  static func money(_ text: String, in currency: Currency) throws(Fault) -> Money {
    let bytes = Array(text.utf8)
    if bytes.first == UInt8(ascii: "-") || text.hasPrefix("\u{2212}") {
      throw bytes.contains(where: TextRules.isDigit) ? .negative : .syntax
    }
    let integer = bytes.prefix(while: TextRules.isDigit)
    var decimals = bytes[integer.endIndex...]
    guard !integer.isEmpty else { throw .syntax }
    if decimals.first == UInt8(ascii: ".") {
      decimals = decimals.dropFirst()
      guard !decimals.isEmpty else { throw .syntax }
    } else if !decimals.isEmpty {
      throw fault(of: text)
    }
    guard decimals.allSatisfy(TextRules.isDigit) else { throw fault(of: text) }
    guard decimals.count <= currency.exponent else { throw .tooManyDecimals }
    guard integer.drop(while: { $0 == UInt8(ascii: "0") }).count <= 12 else { throw .tooLarge }
    var units: Int64 = 0
    for digit in integer + decimals { units = units * 10 + Int64(digit) - 48 }
    for _ in decimals.count..<currency.exponent { units *= 10 }
    return Money(minorUnits: units, currency: currency)
  }

  /// Only digits and the usual separators: somebody else's way of writing numbers, for which there is a
  /// better remedy.
  private static func fault(of text: String) -> Fault {
    let separators: Set<Unicode.Scalar> = [",", ".", " ", "'", "’", "\u{A0}", "\u{202F}"]
    let isNumber = text.unicodeScalars.allSatisfy { ("0"..."9").contains($0) || separators.contains($0) }
    return isNumber ? .separator : .syntax
  }
}
