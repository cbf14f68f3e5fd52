/// A decimal number as people and files write it, kept as digits: `-12.50` is 1250 with two decimals.
///
/// Deliberately narrow: digits, at most one point with digits on both sides, a leading minus. No plus, no
/// comma, no grouping, no exponent, no digits of other scripts. What a file means by `1,234` or `1e3` is not
/// guessed.
struct DecimalText {
  let isNegative: Bool
  let digits: Substring.UTF8View
  let fraction: Substring.UTF8View

  /// How many digits stand after the point.
  var decimals: Int { fraction.count }

  init?(_ text: Substring) {
    var body = text
    isNegative = body.first == "-"
    if isNegative { body.removeFirst() }
    let parts = body.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first else { return nil }
    let decimal = parts.count == 2 ? parts[1] : ""
    guard !whole.isEmpty, parts.count == 1 || !decimal.isEmpty,
      whole.utf8.allSatisfy(DecimalText.isDigit), decimal.utf8.allSatisfy(DecimalText.isDigit)
    else { return nil }
    digits = whole.utf8
    fraction = decimal.utf8
  }

  /// The number times ten to that power; `nil` when digits would be lost or 64 bits are too few.
  func scaled(to exponent: Int) -> Int64? {
    guard decimals <= exponent else { return nil }
    var value: Int64 = 0
    let padding = repeatElement(UInt8(ascii: "0"), count: exponent - decimals)
    for digit in Array(digits) + Array(fraction) + Array(padding) {
      let (tenfold, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflow) = tenfold.addingReportingOverflow(Int64(digit - UInt8(ascii: "0")))
      guard !tooLarge, !overflow else { return nil }
      value = sum
    }
    return isNegative ? -value : value
  }

  static func powerOfTen(_ exponent: Int) -> Int64 { (0..<exponent).reduce(1) { power, _ in power * 10 } }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
